import type { Check, Outcome } from './check.ts';
import { bareCode, isTest, lineAt, sourcesUnder, textOf } from './repository.ts';
import { roomOf, rooms } from './rooms.ts';

// Timers, `process`, `fetch` and `crypto` have no type in the pure rooms (tsconfig.pure.json).
// These belong to the language itself, so no compiler setting takes them away.
const clockOrChance =
  /\bDate\.now\b|\bnew Date\s*\(\s*\)|\bnew Date\b(?!\s*\()|(?<!new )\bDate\s*\(|\bMath\.random\b|\bTemporal\.Now\b/g;
const waiting = /\b(?:async|await|Promise)\b/g;

/** A pure room is handed its clock and its chance, and a rule answers at once. */
export const clockAndChance: Check = { name: 'clock and chance', run: search };

async function search(): Promise<Outcome> {
  const paths = (await sourcesUnder('src')).filter((path) => !isTest(path) && isPure(path));
  const faults = await Promise.all(
    paths.map(async (path) => {
      const code = bareCode(await textOf(path));
      const at = (match: RegExpMatchArray) => `${path}:${lineAt(code, match.index ?? 0)}`;
      const waits = path.startsWith('src/engine/rules/') ? [...code.matchAll(waiting)] : [];
      return [
        ...[...code.matchAll(clockOrChance)].map(
          (match) => `${at(match)} uses ${match[0]}: take a Clock or Random as an argument`,
        ),
        ...waits.map((match) => `${at(match)} uses ${match[0]}: a rule is synchronous`),
      ];
    }),
  );
  return { faults: faults.flat(), seen: `${paths.length} files of pure rooms` };
}

function isPure(path: string): boolean {
  const room = roomOf(path.slice('src/'.length));
  return room !== undefined && rooms[room]?.world === 'pure';
}
