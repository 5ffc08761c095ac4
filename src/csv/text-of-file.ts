import { ok, type Result, refused } from '#base';
import { notText } from './refusals.ts';

/** The text of a file as spreadsheets write it: UTF-8 with or without a byte order mark, or UTF-16 with one. */
export function textOfFile(bytes: Uint8Array): Result<string> {
  try {
    return ok(new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes));
  } catch {
    return refused(notText({}));
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}
