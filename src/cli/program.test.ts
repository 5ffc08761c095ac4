import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { valueOf } from '#base';
import { initCentral } from '#server';
import { visible } from './outcome.ts';
import { runProgram } from './program.ts';

let folder = '';
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'atoll-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
});

/** What a command line printed, and its exit code. */
async function run(...args: readonly string[]) {
  let out = '';
  let err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  const code = await runProgram(args);
  vi.restoreAllMocks();
  return { code, out, err };
}

async function central(name: string): Promise<string> {
  valueOf(await initCentral({ dir: at(name), name: 'Central', adminPassword: 'admin-password' }));
  return at(name);
}

describe('usage', () => {
  const commands = [
    [],
    ['demo'],
    ['init'],
    ['init', 'central'],
    ['init', 'site'],
    ['serve'],
    ['sync'],
    ['status'],
    ['import'],
    ['export'],
    ['tables'],
    ['sim'],
  ];

  test.each(commands)('%s %s has help', async (...command) => {
    const { code, out, err } = await run(...command, '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Usage: atoll/);
  });

  test.each([
    ['an unknown command', ['nonsense']],
    ['no command', []],
    ['an unknown option', ['status', '--data', 'x', '--loud']],
    ['a missing option', ['status']],
    ['a missing argument', ['import', 'item', '--data', 'x']],
    ['a number that is none', ['serve', '--data', 'x', '--port', '1e3']],
    ['a port out of range', ['serve', '--data', 'x', '--port', '65536']],
    ['a pair that is none', ['import', 'item', 'f', '--data', 'x', '--map', 'code']],
    ['an unknown format', ['export', 'item', '--data', 'x', '--format', 'pdf']],
  ])('%s is wrong usage', async (_what, args) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });
});

describe('refusals', () => {
  test.each([
    ['a folder that is no site', ['status', '--data', 'nowhere'], 'folder.not-a-site'],
    ['serving a folder that is no site', ['serve', '--data', 'nowhere'], 'folder.not-a-site'],
    ['an unknown table', ['export', 'nonsense', '--data', 'nowhere'], 'cli.no-such-table'],
    [
      'a format that is still to come',
      ['export', 'item', '--data', 'x', '--format', 'xlsx'],
      'cli.not-yet',
    ],
    [
      'a file that is not there',
      ['import', 'item', 'nowhere.csv', '--data', 'x'],
      'cli.unreadable-file',
    ],
  ])('%s: sentence, remedy and code on stderr, exit 1', async (_what, args, refusal) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.trimEnd().split('\n').at(-1)).toBe(`(${refusal})`);
    expect(err.trimEnd().split('\n').length).toBeGreaterThanOrEqual(3);
  });

  test('with --json the refusal is the one document on stdout', async () => {
    const { code, out } = await run('status', '--data', 'nowhere', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ code: 'folder.not-a-site' });
  });

  test.each([
    [
      'an address that is none',
      ['--central', 'central', '--admin-password', 'admin-password'],
      'init.bad-address',
    ],
    [
      'a file address',
      ['--central', 'file:///x', '--admin-password', 'admin-password'],
      'init.bad-address',
    ],
    [
      'a short password',
      ['--central', 'http://127.0.0.1:9', '--admin-password', 'short'],
      'server.weak-password',
    ],
    [
      'a central that is not there',
      ['--central', 'http://127.0.0.1:9', '--admin-password', 'admin-password'],
      'transport.unreachable',
    ],
  ])('init site with %s is refused', async (_what, options, refusal) => {
    const { code, err } = await run(
      'init',
      'site',
      '--data',
      at('no-site'),
      '--code',
      'C',
      ...options,
    );
    expect({ code, last: err.trimEnd().split('\n').at(-1) }).toEqual({
      code: 1,
      last: `(${refusal})`,
    });
  });

  test('init central makes a site once', async () => {
    const options = ['--name', 'C', '--admin-password', 'admin-password', '--json'];
    const first = await run('init', 'central', '--data', at('once'), ...options);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toEqual({ site_id: 1, role: 'central', name: 'C' });
    const second = await run('init', 'central', '--data', at('once'), ...options);
    expect(JSON.parse(second.out)).toMatchObject({ code: 'folder.already-a-site' });
  });

  test('text from a file cannot steer the terminal', () => {
    expect(visible('a\u001b[2Jb\u202ec\nd')).toBe('a\\u001b[2Jb\\u202ec\nd');
  });
});

test('tables describes the dictionary, the same for a folder as over HTTP', async () => {
  const dir = await central('tables');
  const bare = JSON.parse((await run('tables', '--json')).out);
  expect(bare.find(({ name }: { name: string }) => name === 'item')).toMatchObject({
    sync_type: 'central',
    editable_here: true,
  });
  expect(JSON.parse((await run('tables', '--json', '--data', dir)).out)).toEqual(bare);
  expect((await run('tables', '--markdown')).out).toMatch(/^# Tables/);
});

test('status of central is one document with its sites', async () => {
  const dir = await central('status');
  const { code, out, err } = await run('status', '--data', dir, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ role: 'central', sites: [{ site_id: 1 }] });
  expect((await run('sync', '--data', dir)).err).toContain('(site.no-link)');
});

describe('import and export', () => {
  const file = (name: string, text: string) => {
    writeFileSync(at(name), text);
    return at(name);
  };

  test('[IE1] all lines or none, every bad one named; then all the good ones', async () => {
    const dir = await central('lists');
    const bad = file('bad.csv', 'code,name,default_pack_size\na,A,1\nb,,1\nc,C,x\n');
    const refused = await run('import', 'item', bad, '--data', dir);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('line 3, name: must have a value');
    expect(refused.err).toContain('line 4, default_pack_size: ');
    expect(JSON.parse((await run('export', 'item', '--data', dir, '--json')).out)).toEqual([]);

    const kept = await run('import', 'item', bad, '--data', dir, '--keep-good', '--json');
    expect(kept.code).toBe(0);
    expect(JSON.parse(kept.out)).toMatchObject({ imported: 1, created: 1, changed: 0 });

    const better = file('better.csv', 'code,name,colour\na,Better,red\nd,D,blue\n');
    const changed = await run('import', 'item', better, '--data', dir, '--key', 'code', '--json');
    expect(JSON.parse(changed.out)).toMatchObject({
      created: 1,
      changed: 1,
      skipped: [{ header: 'colour' }],
    });
    const rows = JSON.parse((await run('export', 'item', '--data', dir, '--json')).out);
    expect(rows.map(({ code, name }: { code: string; name: string }) => [code, name])).toEqual([
      ['a', 'Better'],
      ['d', 'D'],
    ]);
    expect((await run('export', 'item', '--data', dir)).out.split('\r\n')).toHaveLength(4);
  });

  test('[IE1] what only the site can refuse is refused with its line, and left out with --keep-good', async () => {
    const dir = await central('unique');
    await run('import', 'item', file('one.csv', 'code,name\na,A\n'), '--data', dir);
    const twice = file('twice.csv', 'code,name\nb,B\na,Again\nc,C\n');
    const refused = await run('import', 'item', twice, '--data', dir);
    expect(refused.code).toBe(1);
    const kept = await run('import', 'item', twice, '--data', dir, '--keep-good', '--json');
    expect(JSON.parse(kept.out)).toMatchObject({ imported: 2, faults: [{ line: 3 }] });
  });

  test('[IE1] of what the site refuses every line is named, whatever it is refused for', async () => {
    const dir = await central('every');
    await run('import', 'item', file('item.csv', 'code,name\na,A\n'), '--data', dir);
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const text = `item_id,code\n${nowhere},1\na,2\n${nowhere},3\n`;
    const codes = file('barcodes.csv', text.replace('a,2', `${await idOf(dir)},2`));
    const refused = await run('import', 'barcode', codes, '--data', dir);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('2 of 3 lines cannot be imported; nothing was changed');
    expect(refused.err).toMatch(/line 2, item_id: .*not here/);
    expect(refused.err).toMatch(/line 4, item_id: /);
    const kept = await run('import', 'barcode', codes, '--data', dir, '--keep-good', '--json');
    expect(JSON.parse(kept.out)).toMatchObject({
      imported: 1,
      faults: [
        { line: 2, column: 'item_id' },
        { line: 4, column: 'item_id' },
      ],
    });
  });

  const idOf = async (dir: string) =>
    JSON.parse((await run('export', 'item', '--data', dir, '--json')).out)[0].id;
});
