import { describe, expect, it } from 'vitest';
import { must, valueOf } from '#base';
import { atollDictionary, emptyRow, location, type Row } from '#dictionary';
import { nodeHost } from '#host';
import { type Group, LOG_START, placeAfter } from '#protocol';
import { type Place, type SmallCountry, smallCountry } from '../small-country.ts';
import { forged, kept } from './forged.ts';
import { catalogue, halvesAt, readyShipment } from './shipment.ts';

const shelf = (country: SmallCountry, store: string, site: number): Row => ({
  ...emptyRow(location),
  id: country.id(),
  store_id: store,
  code: 'X',
  ...kept(site),
});

/** A stock line of store A on a shelf that central may not know yet. */
async function stockLineOn(country: SmallCountry, shelfId: string): Promise<Row> {
  const { items } = await catalogue(country);
  const table = must(atollDictionary.table('stock_line'), 'stock lines have a table');
  return {
    ...emptyRow(table),
    id: country.id(),
    store_id: country.a.store,
    item_id: must(items[0], 'an item'),
    location_id: shelfId,
    pack_size: '1',
    ...kept(country.one.site.siteId),
  };
}

describe('at the door of central', () => {
  it('[DR1] [E2] [D1] takes no row of another editor into its tables: it waits in quarantine with its reason', async () => {
    const attempts: readonly ((country: SmallCountry, item: Row) => Group['changes'][number])[] = [
      (country, item) => ({
        table: 'item',
        row: { ...item, name: 'Forged', row_version: 9, origin_site_id: country.one.site.siteId },
      }),
      (country) => ({
        table: 'location',
        row: shelf(country, country.b.store, country.one.site.siteId),
      }),
      (country) => ({
        table: 'location',
        row: shelf(country, country.id(), country.one.site.siteId),
      }),
      (country) => ({
        table: 'location',
        row: shelf(country, country.a.store, country.two.site.siteId),
      }),
    ];
    for (const attempt of attempts) {
      const country = await smallCountry();
      const { items } = await catalogue(country);
      const item = must(await country.one.row('item', must(items[0], 'an item')), 'the item');
      const before = await country.central.rows('item');
      const request = await forged(country, [attempt(country, item)]);
      const reply = valueOf(await country.central.site.hub.serve(country.one.site.siteId, request));
      expect(reply.quarantined).toHaveLength(1);
      expect(await country.central.rows('location')).toEqual([]);
      expect(await country.central.rows('item')).toEqual(before);
    }
  });

  it('[DR1] [B10] a refused group holds nothing else up', async () => {
    const country = await smallCountry();
    const site = country.one.site.siteId;
    valueOf(
      await country.central.site.hub.serve(
        site,
        await forged(country, [{ table: 'nonsense', row: { id: country.id() } }]),
      ),
    );
    const other = country.id();
    await country.two.puts('location', other, { store_id: country.b.store, code: 'Shelf' });
    await country.two.site.sync();
    expect(await country.central.row('location', other)).toMatchObject({ code: 'Shelf' });
    expect(await country.central.quarantine()).toHaveLength(1);
  });

  it('[E3] answers the same for an id that another store has and for a malformed one of the same table', async () => {
    const country = await smallCountry();
    const taken = country.id();
    await country.two.puts('location', taken, { store_id: country.b.store, code: 'Theirs' });
    await country.settle();
    const site = country.one.site.siteId;
    const row = { ...shelf(country, country.a.store, site), id: taken };
    const reply = valueOf(
      await country.central.site.hub.serve(
        site,
        await forged(country, [{ table: 'location', row }]),
      ),
    );
    expect(reply.quarantined).toMatchObject([{ code: 'gate.id-taken' }]);
    for (const theirs of ['District Two', country.b.store])
      expect(JSON.stringify(reply.quarantined)).not.toContain(theirs);
    expect(await country.central.row('location', taken)).toMatchObject({ code: 'Theirs' });
  });

  it('[DR3] [C3] [B10] a group that lacks a row waits with what builds on it, and goes in by itself when the row comes', async () => {
    const country = await smallCountry();
    const site = country.one.site.siteId;
    const [shelfRow, other] = [
      shelf(country, country.a.store, site),
      shelf(country, country.a.store, site),
    ];
    const line = {
      id: country.id(),
      store_id: country.a.store,
      kind: 'customer_invoice',
      last_value: 7,
      ...kept(site),
    };
    const stock = await stockLineOn(country, String(shelfRow['id']));
    const request = await forged(
      country,
      [{ table: 'stock_line', row: stock }],
      [{ table: 'stock_line', row: { ...stock, note: 'later', row_version: 2 } }],
      [{ table: 'location', row: { ...other, code: 'Y' } }],
      [{ table: 'number_sequence', row: line }],
    );
    const { hub } = country.central.site;
    const first = valueOf(await hub.serve(site, request));
    expect(first.quarantined.map((each) => each.position).sort((a, b) => a - b)).toEqual([
      request.log.position - 3,
      request.log.position - 2,
    ]);
    expect(await country.central.row('location', String(other['id']))).toBeDefined();
    const push = must(request.push, 'the request pushes');
    const missing: Group = {
      ...must(push.groups.at(-1), 'four groups'),
      position: request.log.position + 1,
      changes: [{ table: 'location', row: shelfRow }],
    };
    const second = valueOf(
      await hub.serve(site, {
        ...request,
        number: request.number + 1,
        log: placeAfter(nodeHost.digest, request.log, missing),
        push: { after: request.log, groups: [missing] },
      }),
    );
    expect(second.quarantined).toEqual([]);
    expect(await country.central.row('stock_line', String(stock['id']))).toMatchObject({
      note: 'later',
    });
  });

  it('[DR3] a group goes in by itself, too, when central makes the row that it lacks', async () => {
    const country = await smallCountry();
    const item = country.id();
    const shelfRow = shelf(country, country.a.store, country.one.site.siteId);
    const line = await stockLineOn(country, String(shelfRow['id']));
    const stock: Row = { ...line, item_id: item };
    const request = await forged(country, [
      { table: 'location', row: shelfRow },
      { table: 'stock_line', row: stock },
    ]);
    await country.central.site.hub.serve(country.one.site.siteId, request);
    expect(await country.central.quarantine()).toHaveLength(1);
    await country.central.puts('item', item, { code: 'NEW', name: 'A new item', type: 'stock' });
    expect(await country.central.quarantine()).toEqual([]);
    expect(await country.central.row('stock_line', String(stock['id']))).toBeDefined();
  });

  it('[DR3] lines before their header in one group are all taken', async () => {
    const country = await smallCountry();
    const { items } = await catalogue(country);
    const [invoice, line] = [country.id(), country.id()];
    const made = await country.two.site.api.putRows(country.two.session, [
      {
        table: 'invoice',
        id: invoice,
        put: { store_id: country.b.store, name_id: country.a.name, type: 'customer_invoice' },
      },
      {
        table: 'invoice_line',
        id: line,
        put: { invoice_id: invoice, item_id: must(items[0], 'an item'), packs: '1' },
      },
    ]);
    expect(made.ok).toBe(true);
    await country.two.site.sync();
    expect(await country.central.row('invoice_line', line)).toBeDefined();
  });

  it('[CL1] [D6] the second of two devices with one identity is refused at its first push; both are flagged and keep their data', async () => {
    const country = await smallCountry();
    const copy = await country.copyOf(country.two);
    const mine = country.id();
    await country.two.puts('location', mine, { store_id: country.b.store, code: 'Original' });
    const theirs = country.id();
    await copy.puts('location', theirs, { store_id: country.b.store, code: 'Copy' });
    expect((await country.two.site.sync()).error).toBeNull();
    expect((await copy.site.sync()).error).toMatchObject({ code: 'sync.forked' });
    expect(await copy.row('location', theirs)).toMatchObject({ code: 'Copy' });
    expect(await country.central.row('location', theirs)).toBeUndefined();
    const sites = await country.central.site.gauges.sites();
    expect(sites.find((each) => each.site_id === country.two.site.siteId)?.error).toContain(
      'Two devices',
    );
    await country.two.site.sync();
    expect((await country.two.site.gauges.status()).error).toMatchObject({
      code: 'sync.forked',
      message: expect.stringContaining('enrolled anew (new-enrolment-code'),
    });
    const anew = await country.enrolAgain(country.two);
    expect((await anew.site.sync()).error).toBeNull();
    expect((await anew.site.gauges.status()).error).toBeNull();
    expect(await anew.row('location', mine)).toMatchObject({ code: 'Original' });
  });

  it('[CL1] [B6] a device that is not the one central knows takes no news from the other', async () => {
    const country = await smallCountry();
    await country.settle();
    const backup = country.backup();
    const copy = await country.copyOf(country.two);
    const shelves = (place: typeof copy, code: string) =>
      place.puts('location', country.id(), { store_id: country.b.store, code });
    await shelves(country.two, 'Mine');
    await shelves(country.two, 'Mine, too');
    await country.two.site.sync();
    await country.restoreCentral(backup);
    await shelves(copy, 'Theirs');
    await copy.site.sync();
    for (const code of ['N1', 'N2', 'N3']) {
      await country.central.puts('item', country.id(), { code, name: 'New', type: 'stock' });
      expect((await country.two.site.sync()).error).toMatchObject({ code: 'sync.forked' });
      expect(await copy.site.sync()).toMatchObject({ error: null, pulled: 1 });
    }
  });

  it('[CL1] [B6] nor one that shows no more than what both once shared', async () => {
    const country = await smallCountry({ sizes: { pushGroups: 1 } });
    const { central, two, b } = country;
    await country.settle();
    const shelves = (place: Place, code: string) =>
      place.puts('location', country.id(), { store_id: b.store, code });
    await shelves(two, 'Shared');
    const copy = await country.copyOf(two);
    await shelves(copy, 'Theirs');
    await copy.site.sync();
    for (const code of ['Mine', 'Mine, too']) await shelves(two, code);
    for (const code of ['N1', 'N2', 'N3']) {
      await central.puts('item', country.id(), { code, name: 'New', type: 'stock' });
      expect((await two.site.sync()).error).toMatchObject({ code: 'sync.forked' });
      expect(await copy.site.sync()).toMatchObject({ error: null, pulled: 1 });
    }
  });

  it('[RS1] [I1] central restored from an older copy holds everything again after one sync of each site', async () => {
    const country = await smallCountry();
    const shipment = await readyShipment(country);
    const backup = country.backup();
    await country.two.does('finalise-invoice', { invoice_id: shipment.invoice });
    await country.settle();
    const [half] = await halvesAt(country.one, country);
    await country.one.does('release-invoice', { invoice_id: String(half?.['id']) });
    await country.one.does('confirm-invoice', { invoice_id: String(half?.['id']) });
    await country.settle();
    await country.restoreCentral(backup);
    await country.settle();
    const halves = await country.central.rows('invoice', {
      type: 'supplier_invoice',
      store_id: country.a.store,
    });
    expect(halves).toMatchObject([{ serial: 1 }]);
    for (const place of [country.one, country.two]) {
      for (const table of [
        'invoice',
        'stock_line',
        'stock_movement',
        'number_sequence',
        'transfer_log',
      ]) {
        for (const row of await place.rows(table))
          expect(await country.central.row(table, String(row['id']))).toEqual(row);
      }
    }
    expect(await country.central.quarantine()).toEqual([]);
  });

  it('[RS1] [F7] a store that central has forgotten keeps its numbers where it is in use', async () => {
    const country = await smallCountry();
    const { central, one, a, id } = country;
    const backup = country.backup();
    const { store_id: second = null } = await central.does('create-store', {
      code: 'C',
      name: 'Store C',
      store_mode: 'store',
      site_id: one.site.siteId,
    });
    await central.does('make-stores-visible', { store_id: a.store, other_store_id: second });
    await country.settle();
    const order = async () => {
      const invoice = id();
      await one.puts('invoice', invoice, {
        store_id: second,
        name_id: a.name,
        type: 'customer_invoice',
      });
      return one.row('invoice', invoice);
    };
    expect(await order()).toMatchObject({ serial: 1 });
    await country.settle();
    await country.restoreCentral(backup);
    await country.settle();
    expect(await order()).toMatchObject({ serial: 2 });
  });

  it('[A8] a repeated request is answered without a second effect', async () => {
    const country = await smallCountry();
    const site = country.one.site.siteId;
    const request = await forged(country, []);
    valueOf(await country.central.site.hub.serve(site, request));
    expect(await country.central.site.hub.serve(site, request)).toMatchObject({
      ok: false,
      refusal: { code: 'sync.repeated-request' },
    });
    expect(LOG_START.position).toBe(0);
  });
});
