// Pages wait here until one reaches the head: then all of them become visible at once.
import type { View } from '#engine/ports';
import type { Marks, Page } from '#protocol';

interface Parked {
  readonly number: number;
  readonly after: Marks;
  readonly page: Page;
}

/** The parked pages in the order in which they came, one read at a time. */
export async function* parkedPages(view: View): AsyncGenerator<Parked> {
  for (let last = 0; ; ) {
    const [row] = await view.select({
      table: 'parked_page',
      where: [{ column: 'number', above: last }],
      order: [{ column: 'number' }],
      limit: 1,
    });
    if (row === undefined) return;
    last = Number(row['number']);
    const { after, page } = row as unknown as Parked;
    yield { number: last, after, page };
  }
}
