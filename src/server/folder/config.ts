// What a data folder is: config.json, written once by `atoll init` when everything else in it is there.
import { join } from 'node:path';
import { flag, object, type Result, type Shape, type TypeOf, text, whole } from '#base';
import { readJsonFile } from './read-json-file.ts';
import { writeWhole } from './write-whole.ts';

const centralShape = object({
  format: whole({ min: 1, max: 1 }),
  role: literal('central'),
  name: text({ max: 500 }),
});

const remoteShape = object(
  {
    format: whole({ min: 1, max: 1 }),
    role: literal('remote'),
    central_url: text({ max: 2_000 }),
    /** Signs central's replies. */
    central_key: text({ max: 200 }),
    enrolled: object({
      site_id: whole({ min: 1 }),
      name: text({ max: 500 }),
      incarnation: text({ max: 40 }),
      central: text({ max: 40 }),
    }),
    /** Which code this site was enrolled with: the same command may be given again. */
    code_hash: text({ max: 64 }),
    /** The database was made: from here on, one that is missing is a loss and not a beginning. */
    founded: flag(),
  },
  ['founded'],
);

export type CentralConfig = TypeOf<typeof centralShape>;
export type RemoteConfig = TypeOf<typeof remoteShape>;
export type FolderConfig = CentralConfig | RemoteConfig;

const configShape: Shape<FolderConfig> = {
  schema: { anyOf: [centralShape.schema, remoteShape.schema] },
  read(value, path, faults) {
    const { role } = (value ?? {}) as { readonly role?: unknown };
    return role === 'central'
      ? centralShape.read(value, path, faults)
      : remoteShape.read(value, path, faults);
  },
};

export function readConfig(dir: string): Promise<Result<FolderConfig | undefined>> {
  return readJsonFile(join(dir, 'config.json'), configShape);
}

export function writeConfig(dir: string, config: FolderConfig): Promise<void> {
  return writeWhole(join(dir, 'config.json'), `${JSON.stringify(config, null, 2)}\n`);
}

function literal<const T extends string>(value: T): Shape<T> {
  return {
    schema: { const: value },
    read(given, path, faults) {
      if (given !== value) faults.push({ path, reason: `must be ${value}` });
      return value;
    },
  };
}
