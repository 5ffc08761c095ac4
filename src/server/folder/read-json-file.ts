import { readFile } from 'node:fs/promises';
import { ok, parse, type Result, refused, type Shape } from '#base';
import { readJson } from '#transport/http';
import { unreadableFolderFile } from '../refusals.ts';

/** A file of a data folder; undefined when there is none. One that cannot be read is never taken for none. */
export async function readJsonFile<T>(
  file: string,
  shape: Shape<T>,
): Promise<Result<T | undefined>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    if ((thrown as { readonly code?: string }).code === 'ENOENT') return ok(undefined);
    throw thrown;
  }
  const json = readJson(text, 8);
  if (json.kind !== 'json')
    return refused(unreadableFolderFile({ file, reason: 'it is not JSON' }));
  const parsed = parse(shape, json.value);
  if (parsed.ok) return parsed;
  const [fault] = parsed.faults;
  return refused(
    unreadableFolderFile({ file, reason: `${fault?.path || 'it'} ${fault?.reason ?? ''}` }),
  );
}
