import type { Check, Outcome } from './check.ts';
import { filesUnder, lineAt, textOf } from './repository.ts';

const machinePath = /(?<![\w.)}/-])(?:\/(?:home|root|Users|work)\/|[A-Z]:\\+Users\\)/g;
const registryHost =
  /\bregistry\.[a-z-]+\.[a-z]+|\b(?:npmjs|yarnpkg)\.(?:org|com)|^\s*registry\s*=/gim;
const unread = /\.(?:png|ico|woff2|sqlite|gz|zst|br)$/;

/** The repository means the same on every machine and behind every mirror. */
export const noPlaces: Check = { name: 'no machine, no registry', run: search };

async function search(): Promise<Outcome> {
  const paths = (await filesUnder('')).filter((path) => !unread.test(path));
  const faults = await Promise.all(
    paths.map(async (path) => {
      const text = await textOf(path);
      return [
        ...[...text.matchAll(machinePath)].map(
          (match) =>
            `${path}:${lineAt(text, match.index)} names a place on one machine: ${match[0]}`,
        ),
        ...[...text.matchAll(registryHost)].map(
          (match) => `${path}:${lineAt(text, match.index)} names a registry: ${match[0].trim()}`,
        ),
      ];
    }),
  );
  return { faults: faults.flat(), seen: `${paths.length} files` };
}
