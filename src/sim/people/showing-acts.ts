// At the primary: who is visible where, once central has received the person, and what is said about names.
import type { Act } from './act.ts';
import type { Clerk } from './clerk.ts';
import { joinsOf, type PersonKind } from './dispensing.ts';
import { idOf } from './stock-acts.ts';

/** Shows a patient or a prescriber in a store, or hides them. */
export const showPersons: Act = async (clerk) => {
  const { chance, world } = clerk;
  const kind: PersonKind = chance.happens(0.7) ? 'patient' : 'prescriber';
  const persons = clerk.see(kind);
  const stores = clerk.see('store');
  if (persons.length === 0 || stores.length === 0) return false;
  const [person, store] = [idOf(chance.pick(persons)), idOf(chance.pick(stores))];
  const joins = joinsOf(clerk, kind, person);
  const shown = joins.filter((join) => join['inactive'] === false);
  if (shown.length > 0 && chance.happens(0.3)) {
    const hidden = await setShown(clerk, kind, idOf(chance.pick(shown)), { inactive: true });
    if (hidden) world.sometimes.saw('a person was hidden in a store');
    return true;
  }
  const join = joins.find((each) => each['store_id'] === store);
  const done = await (join === undefined
    ? setShown(clerk, kind, clerk.newId(), { [`${kind}_id`]: person, store_id: store })
    : setShown(clerk, kind, idOf(join), { inactive: false }));
  if (done) world.sometimes.saw('a person was shown in a store');
  return true;
};

async function setShown(
  clerk: Clerk,
  kind: PersonKind,
  id: string,
  columns: Readonly<Record<string, string | boolean>>,
): Promise<boolean> {
  return (await clerk.put(`${kind}_store_join`, id, columns)).ok;
}

/** Tags on names, and the master lists of names: they go where the name is visible. */
export const describeNames: Act = async (clerk) => {
  const { chance } = clerk;
  const names = clerk.see('name');
  const [table, of] = chance.pick([
    ['name_tag_join', 'name_tag'],
    ['master_list_name_join', 'master_list'],
  ] as const);
  const known = clerk.see(table);
  const things = clerk.see(of);
  if (names.length === 0 || things.length === 0) return false;
  if (known.length > 0 && chance.happens(0.25)) {
    await clerk.remove(table, idOf(chance.pick(known)));
    return true;
  }
  const [name, thing] = [idOf(chance.pick(names)), idOf(chance.pick(things))];
  if (known.some((row) => row['name_id'] === name && row[`${of}_id`] === thing)) return false;
  await clerk.put(table, clerk.newId(), { name_id: name, [`${of}_id`]: thing });
  return true;
};
