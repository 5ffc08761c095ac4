export { runSim, type SimOptions } from './door/run-sim.ts';
