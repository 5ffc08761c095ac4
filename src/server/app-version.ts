import { readFileSync } from 'node:fs';

/** The version of the program; package.json stands two folders above this file, in `src` as in `dist`. */
export const appVersion: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly version: string;
  }
).version;
