// The walls of the house as data. Read by `.dependency-cruiser.mjs` and by the checks beside this file.

/** `pure`: no npm package, no Node, no browser. `tests`: what the tests of other rooms are made of. */
export type World = 'pure' | 'node' | 'tests';

export interface Room {
  readonly world: World;
  /** The rooms whose doors this one may use. */
  readonly mayUse: readonly string[];
  /** Why it may not use more. */
  readonly because: string;
}

const engine = ['engine', 'engine/ports', 'engine/rules'];
const core = ['base', 'dictionary', 'protocol', ...engine];
const pureHouse = [...core, 'operations', 'reports', 'site'];
const databases = [
  'database/contract',
  'database/memory',
  'database/migrations',
  'database/sql',
  'database/sqlite',
  'database/sqlite-node',
  'database/stored',
];
const transports = ['transport/direct', 'transport/http'];
const database = ['base', 'dictionary', 'protocol', 'engine/ports', 'database/stored'];
const transport = ['base', 'protocol', 'engine/ports'];

export const rooms: Readonly<Record<string, Room>> = {
  base: { world: 'pure', mayUse: [], because: 'Everything stands on it.' },
  dictionary: {
    world: 'pure',
    mayUse: ['base'],
    because: 'Tables are data; whoever acts on them reads them from here.',
  },
  protocol: {
    world: 'pure',
    mayUse: ['base', 'dictionary'],
    because: 'What is said is fixed apart from who says it.',
  },
  'engine/ports': {
    world: 'pure',
    mayUse: ['base', 'dictionary', 'protocol'],
    because: 'Databases and transports know the engine by these types alone.',
  },
  'engine/rules': {
    world: 'pure',
    mayUse: ['base', 'dictionary', 'protocol'],
    because: 'Rules decide without asking anybody, so forms can ask them too.',
  },
  engine: {
    world: 'pure',
    mayUse: ['base', 'dictionary', 'protocol', 'engine/ports', 'engine/rules'],
    because:
      'It knows no business table, no database and no network, so a toy dictionary tests it.',
  },
  operations: {
    world: 'pure',
    mayUse: ['base', 'dictionary', ...engine],
    because: 'The trade is written once, whoever asks and wherever rows are kept.',
  },
  reports: {
    world: 'pure',
    mayUse: ['base', 'dictionary', ...engine],
    because: 'A report reads; it neither changes rows nor knows who shows it.',
  },
  site: {
    world: 'pure',
    mayUse: [...core, 'operations', 'reports'],
    because: 'A site is a value: server, browser, command line and simulator hold the same one.',
  },
  'database/stored': {
    world: 'pure',
    mayUse: database.filter((room) => room !== 'database/stored'),
    because: 'What every database has in common.',
  },
  'database/contract': {
    world: 'tests',
    mayUse: database,
    because: 'One suite for every database, so it may know none of them.',
  },
  'database/migrations': {
    world: 'pure',
    mayUse: [...database, 'database/sql'],
    because: 'The same steps bring every database up to date.',
  },
  'database/memory': {
    world: 'pure',
    mayUse: database,
    because: 'The reference owes nothing to SQL.',
  },
  'database/sql': {
    world: 'pure',
    mayUse: database,
    because: 'Statements are made here and run elsewhere.',
  },
  'database/sqlite': {
    world: 'pure',
    mayUse: [...database, 'database/sql', 'database/migrations'],
    because: 'One SQLite for Node and browser: the driver is handed in.',
  },
  'database/sqlite-node': {
    world: 'node',
    mayUse: [...database, 'database/sql', 'database/migrations', 'database/sqlite', 'host'],
    because: 'The driver and the files of a Node machine, nothing more.',
  },
  'transport/direct': {
    world: 'pure',
    mayUse: transport,
    because: 'A transport carries; what is said is not its business.',
  },
  'transport/http': {
    world: 'node',
    mayUse: [...transport, 'host'],
    because: 'A transport carries; what is said is not its business.',
  },
  host: {
    world: 'node',
    mayUse: ['base'],
    because: 'Time, chance and hashes of the machine, for whoever starts a site.',
  },
  csv: {
    world: 'node',
    mayUse: ['base', 'dictionary', 'site'],
    because: 'Files are read and written here; what they mean is checked by the site.',
  },
  server: {
    world: 'node',
    mayUse: [...pureHouse, ...databases, ...transports, 'host', 'csv'],
    because: 'A face of the site: it neither needs the command line nor the demonstration.',
  },
  country: {
    world: 'node',
    mayUse: [...pureHouse, 'database/memory', 'transport/direct', 'host'],
    because:
      'A small country in one process, for tests, benchmarks and the simulator; no server, no socket.',
  },
  demo: {
    world: 'node',
    mayUse: [...pureHouse, ...databases, ...transports, 'host', 'csv', 'server'],
    because: 'A small country of real servers on real sockets.',
  },
  sim: {
    world: 'node',
    mayUse: [
      ...pureHouse,
      'database/memory',
      'database/sqlite-node',
      'transport/direct',
      'host',
      'country',
    ],
    because: 'Virtual time and a virtual network: no real server, no real socket.',
  },
  cli: {
    world: 'node',
    mayUse: [
      ...pureHouse,
      ...databases,
      ...transports,
      'host',
      'csv',
      'server',
      'country',
      'demo',
      'sim',
    ],
    because: 'The last face: everything else must work without it.',
  },
};

/** The room that holds a path like `engine/rules/owner-of.ts`; the innermost where rooms nest. */
export function roomOf(pathInSrc: string): string | undefined {
  return Object.keys(rooms)
    .filter((room) => pathInSrc.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

export function roomsInside(room: string): readonly string[] {
  return Object.keys(rooms).filter((other) => other.startsWith(`${room}/`));
}
