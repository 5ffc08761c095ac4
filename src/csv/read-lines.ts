import Papa from 'papaparse';

/** A line of the file below its header. `line`: where it begins, as an editor counts. */
export interface FileLine {
  readonly line: number;
  readonly cells: readonly string[];
  /** What makes the line unreadable as a whole. */
  readonly reason?: string;
}

export interface FileLines {
  readonly headers: readonly string[];
  readonly lines: readonly FileLine[];
}

const DELIMITERS = [',', ';', '\t', '|'];
const LINE_END = /\r\n|\r|\n/g;

/** The lines of a CSV text, every cell as text; commas, semicolons, tabs and bars are told apart. No header: undefined. */
export function readLines(text: string): FileLines | undefined {
  const plain = withPlainLineEnds(text);
  const { data, errors } = Papa.parse<string[]>(plain, {
    newline: '\n',
    delimiter: delimiterOf(plain),
  });
  const quoted = new Set(
    errors.filter((error) => error.type === 'Quotes').map((error) => error.row),
  );
  const lines: FileLine[] = [];
  let next = 1;
  for (const [i, cells] of data.entries()) {
    const line = next;
    next += 1 + cells.reduce((sum, cell) => sum + (cell.match(LINE_END)?.length ?? 0), 0);
    if (cells.every((cell) => cell.trim() === '') && !quoted.has(i)) continue;
    lines.push({
      line,
      cells,
      ...(quoted.has(i) && {
        reason: 'has a quotation mark that does not close, or text after it',
      }),
    });
  }
  const [header, ...rest] = lines;
  if (header === undefined) return undefined;
  return {
    headers: header.cells.map((cell) => cell.trim()),
    lines: rest.map((line) => fitted(line, header.cells.length)),
  };
}

/** What the header is parted by most often: later lines may hold free text full of commas. */
function delimiterOf(text: string): string {
  const header = text.replaceAll('\uFEFF', '').trimStart().split('\n', 1)[0] ?? '';
  const bare = header.replace(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((each) => ({ each, count: bare.split(each).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).each;
}

/** One kind of line end between lines, whatever the file mixes; inside quotation marks nothing changes. */
function withPlainLineEnds(text: string): string {
  return text.includes('\r')
    ? text.replace(/"[^"]*"|\r\n?/g, (found) => (found.startsWith('"') ? found : '\n'))
    : text;
}

function fitted(line: FileLine, width: number): FileLine {
  const surplus = line.cells.slice(width).some((cell) => cell.trim() !== '');
  return surplus && line.reason === undefined
    ? { ...line, reason: `has ${line.cells.length} cells where the header has ${width}` }
    : line;
}
