// The walls between the rooms. Which room may use which stands in checks/rooms.ts; type imports count.
import { rooms, roomsInside } from './checks/rooms.ts';

// The suite that every database must pass is made of tests, though its files do not end in .test.ts.
const tests = '(\\.test\\.ts$|^src/database/contract/)';
const anyDoor = '^src/.+/index\\.ts$';

const inside = (room) => ({ path: `^src/${room}/`, pathNot: ['\\.test\\.ts$', ...nested(room)] });
const nested = (room) => roomsInside(room).map((inner) => `^src/${inner}/`);
const door = (room) => `^src/${room}/index\\.ts$`;
const pure = Object.keys(rooms).filter((room) => rooms[room].world === 'pure');

// Everything under src that is not this room: other folders, and rooms nested in it.
const elsewhere = (room) => `^src/(?!${room}/)|${nested(room).join('|') || '^$'}`;

const walls = Object.entries(rooms).map(([room, { mayUse, because }]) => ({
  name: `wall-of-${room.replaceAll('/', '-')}`,
  comment: `${room} may use ${mayUse.join(', ') || 'nothing'}, and only their doors. ${because}`,
  severity: 'error',
  from: inside(room),
  to: { path: elsewhere(room), pathNot: mayUse.map(door) },
}));

const throughTheDoor = Object.keys(rooms).map((room) => ({
  name: `through-the-door-from-${room.replaceAll('/', '-')}`,
  comment: 'Another room is reached by its name, "#room", never by a path: so a room can be moved.',
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: nested(room) },
  to: { path: elsewhere(room), dependencyTypesNot: ['aliased-subpath-import'] },
}));

const notThroughOwnDoor = Object.keys(rooms).map((room) => ({
  name: `not-through-own-door-${room.replaceAll('/', '-')}`,
  comment: 'Inside a room files are imported directly: its own door would close a circle.',
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: [tests, ...nested(room)] },
  to: { path: door(room) },
}));

export default {
  forbidden: [
    ...walls,
    ...throughTheDoor,
    ...notThroughOwnDoor,
    {
      name: 'tests-use-doors',
      comment: 'Tests, benchmarks and checks may use any room, but by its door like everyone else.',
      severity: 'error',
      from: { path: [tests, '^(bench|checks|e2e)/'] },
      to: { path: '^src/', dependencyTypes: ['aliased-subpath-import'], pathNot: [anyDoor] },
    },
    {
      name: 'through-the-door-from-outside',
      comment: 'Benchmarks and checks name rooms as everyone does, "#room".',
      severity: 'error',
      from: { pathNot: '^src/' },
      to: { path: '^src/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one idea, or one of them knows too much.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-rooms-use-nothing-from-outside',
      comment:
        'The sync core runs in any JavaScript engine and has no dependency to be attacked through.',
      severity: 'error',
      from: { path: pure.map((room) => `^src/${room}/`), pathNot: [tests] },
      to: { pathNot: '^src/', couldNotResolve: false },
    },
    {
      name: 'no-development-package-at-run-time',
      comment: 'A user who installs atoll does not get devDependencies.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '/@types/' },
    },
    {
      name: 'tests-are-leaves',
      comment: 'A file that the program needs is not a test.',
      severity: 'error',
      from: { pathNot: [tests] },
      to: { path: tests },
    },
    {
      name: 'nothing-missing',
      comment: 'An import must lead somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      mainFields: ['main', 'types'],
    },
    moduleSystems: ['es6'],
  },
};
