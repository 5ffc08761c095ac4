import type { Check, Outcome } from './check.ts';
import { bareCode, jsonOf, sourcesUnder, textOf } from './repository.ts';
import { roomOf, rooms } from './rooms.ts';

const namedExports = /^\s*(?:export (?:type )?\{[^{}]*\} from\s*;\s*)*$/;

/** Every file has a room, every room a door with a name, and the pure compiler sees all pure rooms. */
export const doors: Check = { name: 'rooms and doors', run: walkThrough };

async function walkThrough(): Promise<Outcome> {
  const paths = await sourcesUnder('src');
  const inUse = Object.keys(rooms).filter((room) =>
    paths.some((path) => roomOf(path.slice('src/'.length)) === room),
  );
  const faults = await Promise.all([
    homeless(paths),
    ...inUse.map((room) => faultsOfDoor(room, paths)),
    faultsOfNames(inUse),
    faultsOfPureWorld(),
  ]);
  return { faults: faults.flat(), seen: `${inUse.length} rooms of ${Object.keys(rooms).length}` };
}

function homeless(paths: readonly string[]): readonly string[] {
  return paths
    .filter((path) => roomOf(path.slice('src/'.length)) === undefined)
    .map((path) => `${path} is in no room; checks/rooms.ts lists them`);
}

async function faultsOfDoor(room: string, paths: readonly string[]): Promise<readonly string[]> {
  const door = `src/${room}/index.ts`;
  if (!paths.includes(door)) return [`${room} has no door: write ${door}`];
  const code = bareCode(await textOf(door));
  return namedExports.test(code)
    ? []
    : [`${door} may hold nothing but "export { … } from", each name by hand`];
}

async function faultsOfNames(inUse: readonly string[]): Promise<readonly string[]> {
  const { imports } = (await jsonOf('package.json')) as { imports: Record<string, unknown> };
  const expected = Object.fromEntries(
    Object.keys(rooms).map((room) => [
      `#${room}`,
      { source: `./src/${room}/index.ts`, default: `./dist/${room}/index.js` },
    ]),
  );
  return [...new Set([...Object.keys(imports), ...inUse.map((room) => `#${room}`)])]
    .filter((name) => JSON.stringify(imports[name]) !== JSON.stringify(expected[name]))
    .map((name) => `${name}: "imports" of package.json and checks/rooms.ts do not agree`);
}

async function faultsOfPureWorld(): Promise<readonly string[]> {
  const { include } = (await jsonOf('tsconfig.pure.json')) as { include: readonly string[] };
  const pure = Object.keys(rooms).filter((room) => rooms[room]?.world === 'pure');
  const covers = (folder: string, room: string) => `src/${room}/`.startsWith(`${folder}/`);
  return [
    ...pure
      .filter((room) => !include.some((folder) => covers(folder, room)))
      .map((room) => `tsconfig.pure.json leaves out src/${room}`),
    ...Object.keys(rooms)
      .filter((room) => !pure.includes(room) && include.some((folder) => covers(folder, room)))
      .map((room) => `tsconfig.pure.json takes in src/${room}, which is not pure`),
  ];
}
