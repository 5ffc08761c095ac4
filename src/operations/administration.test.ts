import { describe, expect, it } from 'vitest';
import { must, ok, type Result, type RowId } from '#base';
import { type Place, smallCountry } from '#country';
import { type Row, userPermission } from '#dictionary';
import { nodeHost } from '#host';
import { mayDo } from './may-do.ts';
import { internalOperations, operations } from './operations.ts';
import type { Permission } from './permission.ts';
import { changePassword, noteSignIn } from './users/accounts.ts';

async function refusalOf(asked: Promise<Result<unknown>>) {
  const answer = await asked;
  return must(answer.ok ? undefined : answer.refusal, 'it was refused');
}

const asks = (place: Place, operation: string, input: Row) =>
  place.site.api.operation(place.session, operation, input);

/** A user of a place beside its clerk, and how to ask in that name. */
async function userAt(place: Place, permissions: readonly Permission[], store?: RowId) {
  const add = must(
    internalOperations.find((each) => each.name === 'add-user'),
    'users are added',
  );
  const made = await place.site.perform(undefined, async (work) => {
    const added = await add.run(work, { username: `user-${work.newId()}`, password_hash: 'hash' });
    if (!added.ok) return added;
    const { user_id } = added.value as { readonly user_id: RowId };
    for (const permission of permissions) {
      await work.put(userPermission, work.newId(), {
        user_id,
        store_id: store ?? null,
        permission,
      });
    }
    return ok(user_id);
  });
  const userId = must(made.ok ? made.value : undefined, 'the user was added');
  const session = { person: { user_id: userId, username: 'user' } };
  return {
    userId,
    asks: (operation: string, input: Row) => place.site.api.operation(session, operation, input),
    puts: (table: string, id: string, row: Row) => place.site.api.putRow(session, table, id, row),
  };
}

describe('operations', () => {
  it('have names of their own and inputs that say their schema', () => {
    const all = [...operations, ...internalOperations];
    expect(new Set(all.map((each) => each.name)).size).toBe(all.length);
    for (const each of all) expect(each.input.schema['type']).toBe('object');
  });
});

describe('sites', () => {
  it('are numbered one after the other and made at central only', async () => {
    const { central, one } = await smallCountry();
    const made = await central.does('create-site', { name: 'Clinic', site_type: 'mobile' });
    expect(made['site_id']).toBe(4);
    const again = await refusalOf(
      asks(central, 'create-site', { name: 'Clinic', site_type: 'mobile' }),
    );
    expect(again.code).toBe('gate.not-unique');
    const second = await refusalOf(
      asks(central, 'create-site', { name: 'X', site_type: 'central' }),
    );
    expect(second.code).toBe('site.one-central');
    const elsewhere = await refusalOf(asks(one, 'create-site', { name: 'X', site_type: 'open' }));
    expect(elsewhere.code).toBe('site.done-at-central');
  });

  it('[OW2] are retired and brought back, but for central and the primary', async () => {
    const { central } = await smallCountry();
    await central.does('disable-site', { site_id: 2 });
    expect(await central.rows('site', { site_id: 2 })).toMatchObject([
      { disabled_at: expect.any(String) },
    ]);
    expect((await refusalOf(asks(central, 'disable-site', { site_id: 1 }))).code).toBe(
      'site.not-retirable',
    );
    expect((await refusalOf(asks(central, 'disable-site', { site_id: 9 }))).kind).toBe('not-found');
    const store = { code: 'C', name: 'C', store_mode: 'store', site_id: 2 };
    expect((await refusalOf(asks(central, 'create-store', store))).code).toBe('site.retired');
    await central.does('enable-site', { site_id: 2 });
    expect((await asks(central, 'create-store', store)).ok).toBe(true);
  });

  it('keep their type as far as their role and their stores need it', async () => {
    const { central, one } = await smallCountry();
    const code = async (site: typeof one, site_type: string) => {
      const [row] = await central.rows('site', { site_id: Number(site.site.siteId) });
      const put = central.site.api.putRow(central.session, 'site', String(row?.['id']), {
        site_type,
      });
      const answer = await put;
      return answer.ok ? undefined : answer.refusal.code;
    };
    expect(await code(one, 'central')).toBe('site.one-central');
    expect(await code(central, 'open')).toBe('site.one-central');
    expect(await code(one, 'mobile')).toBeUndefined();
    await central.does('create-store', { code: 'S', name: 'S', store_mode: 'store' });
    expect(await code(one, 'open')).toBeUndefined();
    await central.does('create-store', {
      code: 'T',
      name: 'T',
      store_mode: 'store',
      site_id: Number(one.site.siteId),
    });
    expect(await code(one, 'mobile')).toBe('store.site-full');
  });

  it('[OW2] become the primary with a notice when no device was ever heard of there', async () => {
    const { central, one } = await smallCountry();
    const { site_id } = await central.does('create-site', { name: 'Spare', site_type: 'open' });
    const answer = await central.does('hand-over-primary', { site_id: Number(site_id) });
    expect(answer['notice']).toContain('never heard of a device at Spare');
    const again = await central.does('hand-over-primary', { site_id: Number(one.site.siteId) });
    expect(again['notice']).toBeNull();
  });

  it('[OW2] hand the primary over and back, one at a time', async () => {
    const { central } = await smallCountry();
    for (const site_id of [3, 1]) {
      await central.does('hand-over-primary', { site_id });
      const primaries = await central.rows('site', { is_primary: true });
      expect(primaries.map((each) => each['site_id'])).toEqual([site_id]);
    }
  });
});

describe('stores', () => {
  it('[OW1] begin at central with a twin, and go to a site while they are empty', async () => {
    const { central } = await smallCountry();
    const made = await central.does('create-store', {
      code: 'C',
      name: 'Clinic',
      store_mode: 'dispensary',
    });
    const store = String(made['store_id']);
    expect(await central.row('store', store)).toMatchObject({
      active_site_id: 1,
      ownership_epoch: 1,
    });
    expect(await central.row('name', String(made['name_id']))).toMatchObject({
      code: 'C',
      type: 'store',
    });
    await central.does('assign-store', { store_id: store, site_id: 3 });
    await central.does('assign-store', { store_id: store, site_id: 3 });
    expect(await central.row('store', store)).toMatchObject({
      active_site_id: 3,
      ownership_epoch: 2,
    });
  });

  it('[OW1] with documents are not assigned', async () => {
    const { central, two, a, b, id, settle } = await smallCountry();
    await two.puts('invoice', id(), {
      store_id: b.store,
      name_id: a.name,
      type: 'customer_invoice',
    });
    await settle();
    const refusal = await refusalOf(
      asks(central, 'assign-store', { store_id: b.store, site_id: 2 }),
    );
    expect(refusal).toMatchObject({
      code: 'store.has-data',
      details: { data: 'documents', site_id: 3 },
    });
  });

  it.each(['stocktake', 'requisition'])(
    '[OW1] with a %s are not assigned either',
    async (table) => {
      const { central, two, a, b, id, settle } = await smallCountry();
      const documents: Readonly<Record<string, Row>> = {
        stocktake: { created_date: '2026-01-01', stocktake_date: '2026-01-01' },
        requisition: { name_id: a.name, type: 'request', entered_at: '2026-01-01T00:00:00.000Z' },
      };
      await two.puts(table, id(), { store_id: b.store, ...documents[table] });
      await settle();
      expect(
        (await refusalOf(asks(central, 'assign-store', { store_id: b.store, site_id: 2 }))).code,
      ).toBe('store.has-data');
    },
  );

  it('[OW1] are not taken from a site that is silent, unless somebody says so; the answer tells what may be late', async () => {
    let ahead = 0;
    const clock = { ...nodeHost.clock, now: () => Date.now() + ahead };
    const { central, b } = await smallCountry({ clock });
    const [given, back] = [2, 3];
    expect(await central.does('assign-store', { store_id: b.store, site_id: given })).toMatchObject(
      {
        notice: expect.stringMatching(/^District Two was last heard of at .*late work/),
      },
    );
    ahead = 25 * 3_600_000;
    const input = { store_id: b.store, site_id: back };
    expect(await refusalOf(asks(central, 'assign-store', input))).toMatchObject({
      code: 'store.site-silent',
      details: { site_id: given, name: 'District One' },
    });
    await central.does('assign-store', { ...input, even_if_unseen: true });
    expect(await central.row('store', b.store)).toMatchObject({ active_site_id: back });
  });

  it('stand alone at a mobile site', async () => {
    const { central, b } = await smallCountry();
    const { site_id } = await central.does('create-site', { name: 'Tablet', site_type: 'mobile' });
    const mobile = { store_mode: 'store', site_id: site_id ?? null };
    await central.does('create-store', { code: 'C', name: 'C', ...mobile });
    const second = await refusalOf(
      asks(central, 'create-store', { code: 'D', name: 'D', ...mobile }),
    );
    expect(second.code).toBe('store.site-full');
    const assigned = asks(central, 'assign-store', { store_id: b.store, site_id: site_id ?? null });
    expect((await refusalOf(assigned)).code).toBe('store.site-full');
  });

  it('may be made from a customer, whose code would else be taken', async () => {
    const { central, id, b } = await smallCountry();
    const customer = id();
    await central.puts('name', customer, { code: 'HC01', name: 'Health centre' });
    const wanted = { code: 'HC01', name: 'Health centre', store_mode: 'store' };
    const taken = await refusalOf(asks(central, 'create-store', wanted));
    expect(taken).toMatchObject({ code: 'store.name-code-taken', details: { name_id: customer } });
    expect(await central.does('create-store', { ...wanted, name_id: customer })).toMatchObject({
      name_id: customer,
      notice: null,
    });
    const twice = asks(central, 'create-store', { ...wanted, code: 'HC02', name_id: b.name });
    expect((await refusalOf(twice)).code).toBe('store.name-is-twin');
  });

  it('[VS1] made from a customer are seen by the stores that see it, and see them', async () => {
    const { central, a, b, id } = await smallCountry();
    const customer = id();
    await central.puts('name', customer, { code: 'K', name: 'Kiosk', is_customer: true });
    await central.does('hide-name', { name_id: customer, store_id: b.store });
    const { store_id } = await central.does('create-store', {
      code: 'K',
      name: 'Kiosk',
      store_mode: 'store',
      name_id: customer,
    });
    const sees = await central.rows('name_store_join', { store_id: String(store_id) });
    expect(sees.map(({ name_id, inactive }) => ({ name_id, inactive }))).toEqual([
      { name_id: a.name, inactive: false },
    ]);
  });

  it('are not made from a name that stands for work within a store', async () => {
    const { central, id } = await smallCountry();
    const build = id();
    await central.puts('name', build, { code: 'build', name: 'Build', type: 'build' });
    const asked = { code: 'X', name: 'X', store_mode: 'store', name_id: build };
    expect((await refusalOf(asks(central, 'create-store', asked))).code).toBe(
      'store.name-is-system',
    );
  });

  it('keep a preference in one row', async () => {
    const { central, b } = await smallCountry();
    for (const value of ['new', 'on_hold']) {
      await central.does('set-store-preference', {
        store_id: b.store,
        key: 'transfer_si_state',
        value,
      });
    }
    expect(await central.rows('store_preference')).toMatchObject([{ value: 'on_hold' }]);
  });
});

describe('a store preference', () => {
  it('[SP1] that was deleted can be set again, and reaches the site of its store', async () => {
    const { central, one, a, settle } = await smallCountry();
    const sets = (value: string) =>
      central.does('set-store-preference', { store_id: a.store, key: 'transfer_si_state', value });
    await sets('new');
    const [row] = await central.rows('store_preference', { store_id: a.store });
    const deleted = await central.site.api.deleteRow(
      central.session,
      'store_preference',
      String(row?.['id']),
    );
    expect(deleted.ok).toBe(true);
    await sets('finalised');
    await settle();
    for (const place of [central, one])
      expect(await place.rows('store_preference', { store_id: a.store })).toMatchObject([
        { key: 'transfer_si_state', value: 'finalised' },
      ]);
  });
});

describe('visibility', () => {
  it('[VS1] of two stores is mutual, and repeating it changes nothing', async () => {
    const { central, a, b } = await smallCountry();
    const before = await central.rows('name_store_join');
    expect(before).toHaveLength(2);
    await central.does('make-stores-visible', { store_id: b.store, other_store_id: a.store });
    await central.does('show-name', { name_id: a.name, store_id: b.store });
    expect(await central.rows('name_store_join')).toEqual(before);
    await central.does('hide-name', { name_id: a.name, store_id: b.store });
    expect((await central.rows('name_store_join')).map((each) => each['inactive'])).toEqual([
      true,
      true,
    ]);
    const itself = asks(central, 'make-stores-visible', {
      store_id: a.store,
      other_store_id: a.store,
    });
    expect((await refusalOf(itself)).code).toBe('visibility.same-store');
  });

  it('[VS1] of an item that is in stock stays', async () => {
    const { central, two, a, b, id, settle } = await smallCountry();
    const item = id();
    await central.puts('item', item, { code: 'amox', name: 'Amoxicillin' });
    await central.does('show-item', { item_id: item, store_id: b.store });
    await settle();
    const invoice = id();
    await two.puts('invoice', invoice, {
      store_id: b.store,
      name_id: a.name,
      type: 'supplier_invoice',
    });
    await two.puts('invoice_line', id(), { invoice_id: invoice, item_id: item, packs: '1' });
    await two.does('confirm-invoice', { invoice_id: invoice });
    await settle();
    const hidden = asks(central, 'hide-item', { item_id: item, store_id: b.store });
    expect((await refusalOf(hidden)).code).toBe('visibility.item-in-stock');
    await central.does('show-item', { item_id: item, store_id: a.store });
    await central.does('hide-item', { item_id: item, store_id: a.store });
    expect(await central.rows('item_store_join', { store_id: a.store })).toMatchObject([
      { inactive: true },
    ]);
  });
});

describe('permissions', () => {
  it('[PP2] hold in their store, or everywhere when they name none', async () => {
    const { two, a, b, id } = await smallCountry();
    const row = { store_id: b.store, name_id: a.name, type: 'customer_invoice' };
    const clerk = await userAt(two, ['edit_customer_invoices'], b.store);
    expect((await clerk.puts('invoice', id(), row)).ok).toBe(true);
    const everywhere = await userAt(two, ['edit_customer_invoices']);
    expect((await everywhere.puts('invoice', id(), row)).ok).toBe(true);
    const elsewhere = await userAt(two, ['edit_customer_invoices'], a.store);
    expect(await refusalOf(elsewhere.puts('invoice', id(), row))).toMatchObject({
      code: 'operations.not-permitted',
      details: { permission: 'edit_customer_invoices', store: b.store },
    });
    const global = await userAt(two, ['edit_items'], b.store);
    expect((await refusalOf(global.puts('item', id(), { code: 'x', name: 'x' }))).code).toBe(
      'operations.not-permitted',
    );
    const administrator = await userAt(two, ['administer']);
    expect((await administrator.puts('invoice', id(), row)).ok).toBe(true);
  });

  it('end when the user is no longer active', async () => {
    const { two, a, b, id } = await smallCountry();
    const clerk = await userAt(two, ['edit_customer_invoices']);
    await two.puts('user_account', clerk.userId, { active: false });
    const row = { store_id: b.store, name_id: a.name, type: 'customer_invoice' };
    expect((await refusalOf(clerk.puts('invoice', id(), row))).code).toBe(
      'operations.not-permitted',
    );
  });

  it('are set as a whole, and only an administrator makes another', async () => {
    const { two, b } = await smallCountry();
    const manager = await userAt(two, ['manage_users']);
    const other = await userAt(two, []);
    const held = async () =>
      (await two.rows('user_permission', { user_id: other.userId }))
        .map((each) => each['permission'])
        .sort();
    const give = (permissions: readonly Permission[]) =>
      manager.asks('set-permissions', { user_id: other.userId, store_id: b.store, permissions });
    expect((await give(['adjust_stock', 'run_sync'])).ok).toBe(true);
    expect((await give(['run_sync', 'view_sync'])).ok).toBe(true);
    expect((await give(['adjust_stock', 'run_sync'])).ok).toBe(true);
    expect(await held()).toEqual(['adjust_stock', 'run_sync']);
    expect((await refusalOf(give(['administer']))).code).toBe('operations.not-permitted');
  });

  it('[PP3] of an administrator are touched by administrators only', async () => {
    const { two } = await smallCountry();
    const manager = await userAt(two, ['manage_users']);
    const { user_id, username } = two.session.person;
    const edit = manager.puts('user_account', user_id, { email: 'mine@example.org' });
    expect((await refusalOf(edit)).code).toBe('operations.not-permitted');
    const input = { user_id, password_hash: 'mine' };
    const person = { user_id: manager.userId, username };
    const asked = two.site.perform(person, (work) => changePassword.run(work, input));
    expect((await refusalOf(asked)).code).toBe('operations.not-permitted');
  });

  it('[PP3] leave one administrator', async () => {
    const { two } = await smallCountry();
    const first = two.session.person.user_id;
    const second = await userAt(two, ['administer']);
    const drop = (user_id: RowId) => asks(two, 'set-permissions', { user_id, permissions: [] });
    expect((await drop(second.userId)).ok).toBe(true);
    expect((await refusalOf(drop(first))).code).toBe('user.last-administrator');
    const inactive = two.site.api.putRow(two.session, 'user_account', first, { active: false });
    expect((await refusalOf(inactive)).code).toBe('user.last-administrator');
  });

  it('are not asked of the system', async () => {
    const { two, b } = await smallCountry();
    const asked = await two.site.perform(undefined, (work) =>
      mayDo(work, { permission: 'administer', store: b.store }),
    );
    expect(asked.ok).toBe(true);
  });
});

describe('wrong passwords', () => {
  it('are counted until the right one comes', async () => {
    const { two } = await smallCountry();
    const user_id = two.session.person.user_id;
    const attempt = (succeeded: boolean) =>
      two.site.perform(undefined, (work) => noteSignIn(work, { user_id, succeeded }));
    await attempt(false);
    await attempt(false);
    expect(await two.row('user_account', user_id)).toMatchObject({
      failed_attempts: 2,
      last_failed_at: expect.any(String),
    });
    await attempt(true);
    expect(await two.row('user_account', user_id)).toMatchObject({ failed_attempts: 0 });
  });
});
