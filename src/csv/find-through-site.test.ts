import { describe, expect, it } from 'vitest';
import { ok, type Refusal, refused } from '#base';
import type { Row } from '#dictionary';
import { findThroughSite, type ListRows } from './find-through-site.ts';

const rows: readonly Row[] = [...Array(2_500).keys()].map((n) => ({
  id: `id${n}`,
  code: `c${n % 2_400}`,
}));

function listing(asked: unknown[]): ListRows {
  return async (_table, query) => {
    asked.push(query);
    const matching = rows.filter(
      (row) => query.where === undefined || row['code'] === query.where['code'],
    );
    const from = Number(query.after ?? 0);
    const to = from + (query.limit ?? 100);
    return ok({ rows: matching.slice(from, to), next: to < matching.length ? String(to) : null });
  };
}

describe('findThroughSite', () => {
  it('asks for few values one by one', async () => {
    const asked: unknown[] = [];
    const find = findThroughSite(listing(asked));
    const found = await find({ table: 'item', column: 'code', values: ['c5', 'c500', 'none'] });
    expect(found).toEqual(
      ok(
        new Map([
          ['c5', ['id5', 'id2405']],
          ['c500', ['id500']],
        ]),
      ),
    );
    expect(asked).toHaveLength(3);
  });

  it('reads the table once for many', async () => {
    const asked: unknown[] = [];
    const find = findThroughSite(listing(asked));
    const values = rows.slice(0, 1_000).map((row) => String(row['code']));
    const found = await find({ table: 'item', column: 'code', values });
    expect(found.ok && found.value.size).toBe(1_000);
    expect(asked).toEqual([
      { limit: 1_000 },
      { limit: 1_000, after: '1000' },
      { limit: 1_000, after: '2000' },
    ]);
  });

  it('hands on what the site refuses', async () => {
    const refusal: Refusal = {
      code: 'site.away',
      kind: 'unreachable',
      message: '',
      details: {},
      next: '',
    };
    const find = findThroughSite(async () => refused(refusal));
    expect(await find({ table: 'item', column: 'code', values: ['a'] })).toEqual(refused(refusal));
  });
});
