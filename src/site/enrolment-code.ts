import type { Digest, Random } from '#base';
import type { Context } from './context.ts';

/** How long a code is valid. */
const VALID_MS = 15 * 60_000;
/** No letter that can be taken for another when it is read out over a telephone. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const LENGTH = 16;

/** Makes a one-time code for a site; only its hash is kept. A new code makes the site's earlier ones invalid. */
export async function issueCode({ parts, time }: Context, siteId: number): Promise<string> {
  const code = randomCode(parts.random);
  await parts.database.write(async (unit) => {
    await unit.remove('enrolment_code', [
      { column: 'site_id', is: siteId },
      { column: 'used', is: false },
    ]);
    await unit.put('enrolment_code', [
      {
        code_hash: codeHash(parts.digest, code),
        site_id: siteId,
        expires_at: (await time.now(unit)) + VALID_MS,
        used: false,
      },
    ]);
  });
  return code;
}

/** As typed by a person: capitals, blanks and hyphens do not matter. */
export function codeHash(digest: Digest, code: string): string {
  return digest.sha256(code.toUpperCase().replaceAll(/[\s-]/g, ''));
}

function randomCode(random: Random): string {
  const letters = [...random.bytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
}
