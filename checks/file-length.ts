import type { Check, Outcome } from './check.ts';
import { isTest, sourcesUnder, textOf } from './repository.ts';

const longest = 400;
const longestTest = 800;

/** One idea a file: what grows past this holds two. */
export const fileLength: Check = { name: 'length of files', run: measure };

async function measure(): Promise<Outcome> {
  const paths = (await Promise.all(['src', 'bench', 'checks', 'e2e'].map(sourcesUnder))).flat();
  const lengths = await Promise.all(
    paths.map(async (path) => ({ path, lines: (await textOf(path)).split('\n').length - 1 })),
  );
  const tooLong = lengths.filter(({ path, lines }) => lines > limitOf(path));
  return {
    faults: tooLong.map(
      ({ path, lines }) => `${path} has ${lines} lines; the limit is ${limitOf(path)}`,
    ),
    seen: `${lengths.length} files, median ${median(lengths.map(({ lines }) => lines))} lines`,
  };
}

function limitOf(path: string): number {
  return isTest(path) ? longestTest : longest;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
