export { type Pace, paceOf } from './door/pace.ts';
export { runSim, type SimOptions } from './door/run-sim.ts';
