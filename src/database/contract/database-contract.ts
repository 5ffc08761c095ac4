// What every database must do, told as tests: an adapter passes this suite before anything else.

import { describe } from 'vitest';
import { readingContract } from './reading-contract.ts';
import { unitContract } from './unit-contract.ts';
import { valueContract } from './value-contract.ts';
import { type OpenDatabase, openWorld } from './world.ts';
import { writingContract } from './writing-contract.ts';

/** Registers the suite; `open` gives a new empty database with the toy tables for every test. */
export function databaseContract(name: string, open: OpenDatabase): void {
  describe(`the database contract: ${name}`, () => {
    const world = openWorld(open);
    readingContract(world);
    writingContract(world);
    valueContract(world);
    unitContract(world);
  });
}
