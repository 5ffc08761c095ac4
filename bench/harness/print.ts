import type { Measured } from './figure.ts';
import { median } from './statistics.ts';

/** The results as a table of Markdown, ready for docs/benchmarks.md. */
export function table(results: readonly Measured[]): string {
  const rows = results.map((each) => [
    each.what,
    `${shown(median(each.values))} ${each.unit}`,
    each.values.length === 1
      ? 'once'
      : `${shown(Math.min(...each.values))}–${shown(Math.max(...each.values))} (${each.values.length})`,
    each.goal === undefined ? '' : goalOf(each.goal),
    each.goal === undefined ? '' : isReached(each) ? 'yes' : 'NO',
  ]);
  const head = ['What', 'Median', 'From–to (runs)', 'Reach', 'Reached'];
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

export function isReached({ values, goal }: Measured): boolean {
  if (goal === undefined) return true;
  return 'atMost' in goal ? median(values) <= goal.atMost : median(values) >= goal.atLeast;
}

function goalOf(goal: NonNullable<Measured['goal']>): string {
  return 'atMost' in goal ? `≤ ${shown(goal.atMost)}` : `≥ ${shown(goal.atLeast)}`;
}

/** Three figures that mean something, thousands apart. */
function shown(value: number): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.001))));
  return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
}
