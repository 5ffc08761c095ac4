import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

const root = join(import.meta.dirname, '..');
const notOurs = new Set(['node_modules', 'dist', '.git', '.cache', 'coverage', 'data']);

/** Paths from the root with `/`, sorted; what is built, fetched or ignored left out. */
export async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        return folder === '' && notOurs.has(entry.name) ? [] : filesUnder(path);
      }
      return entry.isFile() ? [path.replaceAll(sep, '/')] : [];
    }),
  );
  return found.flat().sort();
}

export async function sourcesUnder(folder: string): Promise<readonly string[]> {
  return (await filesUnder(folder)).filter((path) => path.endsWith('.ts'));
}

export function textOf(path: string): Promise<string> {
  return readFile(join(root, path), 'utf8');
}

/** JSON as TypeScript and editors write it: lines that start with `//` are comments. */
export async function jsonOf(path: string): Promise<unknown> {
  const text = await textOf(path);
  return JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, ''));
}

export function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.startsWith('src/database/contract/');
}

/** The code without comments and quoted text, each line where it was. */
export function bareCode(source: string): string {
  const said = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;
  return source.replaceAll(said, (match) => match.replaceAll(/[^\n]/g, ' '));
}

export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
