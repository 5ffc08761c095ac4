import { setFlagsFromString } from 'node:v8';

/**
 * `bin/atoll.js` starts what may be a site on a small device: there, what is no longer needed is collected soon, not
 * when it has become much. Central rather spends memory than time; this gives it back the usual ways of Node.
 */
export function spendMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
  setFlagsFromString('--no-optimize-for-size');
}
