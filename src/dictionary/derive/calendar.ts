// Days and moments, read from their text alone: no clock and no time zone of the machine takes part.

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const OUTSIDE = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)$/;

/** A day of the calendar, years 0001 to 9999, as `2026-11-22`. */
export function isDay(value: unknown): value is string {
  return typeof value === 'string' && DAY.test(value) && isCalendarDay(value);
}

/** A moment in its one spelling: UTC with milliseconds, as `2026-11-22T08:00:00.000Z`. */
export function isMoment(value: unknown): value is string {
  return (
    typeof value === 'string' && MOMENT.test(value) && isCalendarDay(value) && isTimeOfDay(value)
  );
}

/**
 * A moment as others write it (`2026-11-22T08:00Z`, `…T10:00:00+02:00`, microseconds) in its one spelling,
 * cut to milliseconds. It must say its offset from UTC: a time without one means something else at each site.
 */
export function readMoment(value: string): string | undefined {
  const match = OUTSIDE.exec(value.trim());
  if (match === null) return undefined;
  const [, day = '', time = '', fraction = '', offset = ''] = match;
  const clock = time.length === 5 ? `${time}:00` : time;
  const written = `${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
  if (!isMoment(written)) return undefined;
  const minutes = offset === 'Z' ? 0 : minutesOf(offset);
  if (minutes === undefined) return undefined;
  const moment = new Date(Date.parse(written) - minutes * 60_000).toISOString();
  return isMoment(moment) ? moment : undefined;
}

function isCalendarDay(text: string): boolean {
  const year = number(text, 0, 4);
  const month = number(text, 5, 7);
  const day = number(text, 8, 10);
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0));
}

function isTimeOfDay(text: string): boolean {
  return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The digits from `start` up to `end` as a number. */
function number(text: string, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i += 1) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

function minutesOf(offset: string): number | undefined {
  const digits = offset.replace(':', '').slice(1);
  const hours = Number(digits.slice(0, 2));
  const minutes = Number(digits.slice(2));
  if (hours > 14 || minutes > 59) return undefined;
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
