// Pages wait here until one reaches the head: then all of them become visible at once.
import type { Unit } from '#engine/ports';
import type { Page } from '#protocol';

interface Parked {
  readonly number: number;
  readonly page: Page;
}

/** The parked pages in the order in which they came, one read at a time. */
export async function* parkedPages(unit: Unit): AsyncGenerator<Parked> {
  for (let after = 0; ; ) {
    const [row] = await unit.select({
      table: 'parked_page',
      where: [{ column: 'number', above: after }],
      order: [{ column: 'number' }],
      limit: 1,
    });
    if (row === undefined) return;
    after = Number(row['number']);
    yield { number: after, page: row['page'] as unknown as Page };
  }
}
