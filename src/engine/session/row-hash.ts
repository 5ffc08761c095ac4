import { canonicalJson, type Digest, type Json } from '#base';
import { type Row, type Table, withoutSecrets } from '#dictionary';

/** Characters; two rows that differ have the same once in 2^64. */
const LENGTH = 16;

/** What a row says, in a word: at every site that holds it the same. Secrets stay at their site and do not count. */
export function rowHash(digest: Digest, table: Table, row: Row): string {
  const said = withoutSecrets(table, row) as Json;
  return digest.sha256(canonicalJson(said)).slice(0, LENGTH);
}
