import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { valueOf } from '#base';
import {
  atollDictionary,
  dictionary,
  id,
  integer,
  invoice,
  json,
  localData,
  type Row,
  table,
  text,
  userAccount,
} from '#dictionary';
import { findInRows } from './find-in-rows.test-support.ts';
import { readTable } from './read-table.ts';
import { textOfFile } from './text-of-file.ts';
import { type WriteTableOptions, writeTable } from './write-table.ts';

const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

const remark = table('remark', {
  title: 'Remark',
  columns: {
    id: id(),
    said: text(5_000).optional(),
    extra: json().optional(),
    count: integer().optional(),
  },
  sync: localData(),
});

async function written(options: WriteTableOptions): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of writeTable(options)) pieces.push(piece);
  return pieces.join('');
}

describe('csv', () => {
  it('[IE2] opens in a spreadsheet: byte order mark, header, CRLF', async () => {
    const rows: Row[] = [
      { id: ID, said: 'a "b", c\nd', extra: { x: 1 }, count: -5 },
      { id: ID, said: null, extra: null, count: null },
    ];
    expect(
      await written({ format: 'csv', table: remark, columns: ['count', 'said', 'extra'], rows }),
    ).toBe('\uFEFFcount,said,extra\r\n-5,"a ""b"", c\nd","{""x"":1}"\r\n,,\r\n');
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    "'=1",
    "=cmd|' /C calc'!A0",
    '="a"";=1"',
  ])('lets %j be no formula', async (said) => {
    const csv = await written({
      format: 'csv',
      table: remark,
      columns: ['said'],
      rows: [{ said }],
    });
    expect(Papa.parse<string[]>(csv, { newline: '\r\n', delimiter: ',' }).data[1]).toEqual([
      `'${said}`,
    ]);
  });

  it('[F7] never shows a number that is still to come', async () => {
    const rows = [{ serial: -1 }, { serial: 12 }];
    const columns = ['serial'];
    expect(await written({ format: 'csv', table: invoice, columns, rows })).toBe(
      '\uFEFFserial\r\npending number\r\n12\r\n',
    );
    expect(await written({ format: 'json', table: invoice, columns, rows })).toBe(
      '[\n{"serial":null},\n{"serial":12}\n]\n',
    );
  });

  it('[IE2] leaves secrets out, asked for or not', async () => {
    const rows = [{ username: 'mary', password_hash: 'canary' }];
    for (const format of ['csv', 'json'] as const) {
      expect(await written({ format, table: userAccount, rows })).not.toMatch(
        /canary|password_hash/,
      );
      const columns = ['username', 'password_hash'];
      expect(await written({ format, table: userAccount, columns, rows })).not.toMatch(
        /canary|password_hash/,
      );
    }
  });

  it('comes back as the same text', async () => {
    const hostile = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ',',
      ';',
      '\n',
      '\r',
      '\t',
      'é',
      '🧴',
      'a',
      ' ',
    );
    const said = fc
      .array(hostile, { minLength: 1, maxLength: 12 })
      .map((parts) => parts.join(''))
      // Blanks around a text are not kept by an import, unless the guard stands before them.
      .filter((each) => each === each.trim());
    const words = dictionary({ tables: [remark], topology: atollDictionary.topology });
    await fc.assert(
      fc.asyncProperty(fc.array(said, { minLength: 1, maxLength: 5 }), async (texts) => {
        const rows = texts.map((each, n) => ({ said: each, count: n, extra: [each] }));
        const csv = await written({
          format: 'csv',
          table: remark,
          columns: ['said', 'count', 'extra'],
          rows,
        });
        const read = await readTable(csv, {
          dictionary: words,
          table: remark,
          find: findInRows({}),
        });
        expect(valueOf(read).changes.map((change) => change.put)).toEqual(rows);
      }),
    );
  });
});

describe('json', () => {
  it('is one list, empty or not', async () => {
    const rows = [{ id: ID, said: '=1', extra: { x: [1] }, count: -1 }];
    const columns = ['id', 'said', 'extra', 'count'];
    expect(JSON.parse(await written({ format: 'json', table: remark, columns, rows }))).toEqual(
      rows,
    );
    expect(await written({ format: 'json', table: remark, rows: [] })).toBe('[]\n');
  });
});

describe('the text of a file', () => {
  it('is read from UTF-8 and UTF-16', () => {
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x61, 0, 0xe9, 0]);
    expect(textOfFile(utf16)).toEqual({ ok: true, value: 'aé' });
    expect(textOfFile(new TextEncoder().encode('\uFEFFaé'))).toEqual({ ok: true, value: 'aé' });
  });

  it('is refused where the letters cannot be known', () => {
    expect(textOfFile(Uint8Array.from([0x61, 0xe9, 0x62]))).toMatchObject({
      ok: false,
      refusal: { code: 'csv.not-text' },
    });
  });
});
