import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { thing, toyTables } from '#database/contract';
import { holdFolder } from './hold-folder.ts';
import { openSqlite } from './open-sqlite.ts';

/** Holds the folder, then saves units without end and says which are saved. */
const program = `
  import { join } from 'node:path';
  import { holdFolder, openSqlite } from '#database/sqlite-node';
  const [, folder, toyTables, empty] = process.argv.map((each, i) => (i < 2 ? each : JSON.parse(each)));
  if (!holdFolder(folder).ok) throw new Error('The folder is in use.');
  const database = await openSqlite({ file: join(folder, 'site.db'), tables: toyTables });
  let next = await database.read((view) => view.count({ table: 'thing' }));
  console.log('ready');
  const saveWithoutEnd = async () => {
    for (;;) {
      const id = next++;
      await database.write(async (unit) => {
        await unit.put('thing', [{ ...empty, id: 't' + id, label: 'x'.repeat(500) }]);
        await unit.put('log_entry', [{ feed: 'f', position: id, row_id: 't' + id }]);
      });
      console.log(id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, saveWithoutEnd));
`;
let folder = '';
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atoll-crash-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Lets the program run until it has said that `saved` units are saved, and kills it in the middle of its work. */
async function killAfter(saved: number): Promise<readonly number[]> {
  const running = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--input-type=module',
      '--eval',
      program,
      folder,
      JSON.stringify(toyTables),
      JSON.stringify(thing('')),
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  child = running;
  const ended = once(running, 'exit');
  const said: number[] = [];
  for await (const line of createInterface({ input: running.stdout })) {
    if (line === 'ready')
      expect(holdFolder(folder)).toMatchObject({
        ok: false,
        refusal: { code: 'database.folder-in-use' },
      });
    else said.push(Number(line));
    if (said.length === saved) running.kill('SIGKILL');
  }
  await ended;
  return said;
}

test('[A1] a process that is killed loses no unit that it called saved, has no half of one, and frees its folder', async () => {
  const saved: number[] = [];
  for (const count of [1, 40, 300]) {
    saved.push(...(await killAfter(count)));
    const held = holdFolder(folder);
    expect(held.ok).toBe(true);
    const database = await openSqlite({
      file: join(folder, 'site.db'),
      tables: toyTables,
      mustExist: true,
    });
    const [things, entries] = await database.read((view) =>
      Promise.all([view.select({ table: 'thing' }), view.select({ table: 'log_entry' })]),
    );
    const ids = new Set(things.map((row) => row.id));
    expect(saved.filter((id) => !ids.has(`t${id}`))).toEqual([]);
    expect(new Set(entries.map((row) => row.row_id))).toEqual(ids);
    await database.close();
    if (held.ok) held.value.release();
  }
});
