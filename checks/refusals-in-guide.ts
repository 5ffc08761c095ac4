import type { Check, Outcome } from './check.ts';
import { isTest, sourcesUnder, textOf } from './repository.ts';

const GUIDE = 'docs/guides/when-something-is-refused.md';
const said = /(?:\bcode: |\bLINK_CLOSED = )'([a-z-]+\.[a-z-]+)'/g;
// A row of a table begins with the codes that it explains.
const row = /^\| (`[^|]*) \|/gm;
const quoted = /`([^`]+)`/g;
/** What the guide leaves out: the form of a request, a command or a list; and countries made for tests. */
const speaksForItself =
  /^(?:csv|cli|country|direct)\.|^(?:server|site|init)\.(?:bad-|no-such-|not-json|body-too-large)/;

/** Whoever looks a code up in the guide finds it, and finds none there that is never said. */
export const refusalsInGuide: Check = { name: 'refusals and guide', run: compare };

async function compare(): Promise<Outcome> {
  const codes = new Map<string, string>();
  for (const path of (await sourcesUnder('src')).filter((each) => !isTest(each)))
    for (const [, code] of (await textOf(path)).matchAll(said)) if (code) codes.set(code, path);
  const listed = await explained();
  const missing = [...codes].filter(([code]) => !listed.has(code) && !speaksForItself.test(code));
  const strange = [...listed].filter((code) => !codes.has(code));
  return {
    faults: [
      ...missing.map(([code, path]) => `${code} (${path}) is not in ${GUIDE}`),
      ...strange.map((code) => `${code} of ${GUIDE} is said nowhere`),
    ],
    seen: `${codes.size} codes, ${listed.size} of them explained`,
  };
}

async function explained(): Promise<ReadonlySet<string>> {
  const guide = await textOf(GUIDE);
  const rows = [...guide.matchAll(row)].map(([, codes = '']) => codes);
  return new Set(rows.flatMap((codes) => [...codes.matchAll(quoted)].map(([, code = '']) => code)));
}
