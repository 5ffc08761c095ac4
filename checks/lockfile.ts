import type { Check, Outcome } from './check.ts';
import { jsonOf } from './repository.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const exactVersion = /^(?:npm:[@\w/.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** The same bytes for everybody: exact versions, hashes, no addresses, and every platform's part. */
export const lockfile: Check = { name: 'lockfile', run: inspect };

async function inspect(): Promise<Outcome> {
  const lock = (await jsonOf('package-lock.json')) as { packages: Record<string, Locked> };
  const { '': ours = {}, ...theirs } = lock.packages;
  const asked = { ...ours.dependencies, ...ours.devDependencies, ...ours.optionalDependencies };
  return {
    faults: [
      ...Object.entries(asked)
        .filter(([, version]) => !exactVersion.test(version))
        .map(([name, version]) => `package.json asks for ${name} ${version}: pin one version`),
      ...Object.entries(theirs).flatMap(([path, entry]) => faultsOf(path, entry)),
      ...Object.entries(lock.packages).flatMap(([path, entry]) =>
        missingPlatforms(path, entry, lock.packages),
      ),
    ],
    seen: `${Object.keys(theirs).length} packages, ${Object.keys(asked).length} asked for`,
  };
}

function faultsOf(path: string, entry: Locked): readonly string[] {
  return [
    ...(entry.resolved === undefined ? [] : [`${path} carries an address: ${entry.resolved}`]),
    ...(entry.integrity === undefined ? [`${path} carries no hash`] : []),
  ];
}

// npm writes a lockfile that lacks a platform without a word, and `npm ci` refuses it later.
function missingPlatforms(
  path: string,
  entry: Locked,
  packages: Readonly<Record<string, Locked>>,
): readonly string[] {
  const names = Object.keys(entry.optionalDependencies ?? {});
  return names
    .filter((name) => !foldersUp(path).some((at) => `${at}node_modules/${name}` in packages))
    .map((name) => `${path || 'package.json'} wants ${name}, which the lockfile lacks`);
}

/** Where Node would look from a folder: its own node_modules, then each one above. */
function foldersUp(path: string): readonly string[] {
  const parts = path.split('/node_modules/');
  return [...parts.map((_, i) => `${parts.slice(0, i + 1).join('/node_modules/')}/`), ''];
}
