import type { Check, Outcome } from './check.ts';
import { filesUnder, isTest, lineAt, sourcesUnder, textOf } from './repository.ts';

const ruleLine = /^- \*\*([A-Z]{1,4}\d+[a-z]?)\*\* /gm;
// Any quoted text that starts with ids: [ST3] or [ST3, LG1] or [ST3][LG1].
const title = /['"`]((?:\[[A-Z]{1,4}\d+[a-z]?(?:, ?[A-Z]{1,4}\d+[a-z]?)*\] ?)+)/g;
const ids = /[A-Z]{1,4}\d+[a-z]?/g;

/** Each rule of docs/spec has a test, and each rule that a test names stands in docs/spec. */
export const specIds: Check = { name: 'rules and tests', run: compare };

async function compare(): Promise<Outcome> {
  const rules = await rulesOfTheSpec();
  const tested = await rulesNamedByTests();
  const twice = [...rules].filter(([, places]) => places.length > 1);
  const untested = [...rules].filter(([id]) => !tested.has(id));
  const unknown = [...tested].filter(([id]) => !rules.has(id));
  return {
    faults: [
      ...twice.map(([id, places]) => `${id} is written twice: ${places.join(', ')}`),
      ...untested.map(([id, places]) => `${id} (${places[0]}) is named by no test title`),
      ...unknown.map(([id, places]) => `${id} (${places[0]}) stands in no file of docs/spec`),
    ],
    seen: `${rules.size} rules, ${tested.size} of them named by tests`,
  };
}

type Places = ReadonlyMap<string, readonly string[]>;

async function rulesOfTheSpec(): Promise<Places> {
  const found = new Map<string, string[]>();
  for (const path of await filesUnder('docs/spec')) {
    if (!path.endsWith('.md') || path.endsWith('/README.md')) continue;
    const text = await textOf(path);
    for (const match of text.matchAll(ruleLine)) note(found, match[1], path, text, match.index);
  }
  return found;
}

async function rulesNamedByTests(): Promise<Places> {
  const found = new Map<string, string[]>();
  for (const path of (await sourcesUnder('src')).filter(isTest)) {
    const text = await textOf(path);
    for (const match of text.matchAll(title)) {
      for (const [id] of (match[1] ?? '').matchAll(ids)) note(found, id, path, text, match.index);
    }
  }
  return found;
}

function note(
  found: Map<string, string[]>,
  id: string | undefined,
  path: string,
  text: string,
  offset: number,
): void {
  if (id === undefined) return;
  found.set(id, [...(found.get(id) ?? []), `${path}:${lineAt(text, offset)}`]);
}
