import { must } from './assert.ts';
import type { Brand } from './brand.ts';

/** An exact decimal in its one spelling: no exponent, no leading or trailing zeros, at most 6 places ("12.5"). */
export type Decimal = Brand<string, 'Decimal'>;

export const ZERO = '0' as Decimal;
const PLACES = 6;
const SCALE = 10n ** BigInt(PLACES);
const FORM = /^(-?)(\d{1,15})(?:\.(\d+))?$/;

/**
 * Reads a decimal string, or a JSON number that is exact to 6 places (J3).
 * `undefined`: not a decimal, more than 6 places, or beyond what 2^53 millionths can hold.
 */
export function parseDecimal(value: unknown): Decimal | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const match = FORM.exec(typeof value === 'number' ? numberText(value) : value);
  if (match === null) return undefined;
  const places = (match[3] ?? '').replace(/0+$/, '');
  if (places.length > PLACES) return undefined;
  const scaled = BigInt(must(match[2], 'the form has digits') + places.padEnd(PLACES, '0'));
  if (scaled > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return spell(match[1] === '-' ? -scaled : scaled);
}

/** For constants and tests; a wrong one is a fault. */
export function decimal(value: string | number): Decimal {
  return must(parseDecimal(value), `${value} is a decimal`);
}

export function add(a: Decimal, b: Decimal): Decimal {
  return spell(toMillionths(a) + toMillionths(b));
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return spell(toMillionths(a) - toMillionths(b));
}

/** The product, rounded half away from zero at the sixth place. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  return spell(roundedQuotient(toMillionths(a) * toMillionths(b), SCALE));
}

/** The quotient, rounded half away from zero at the sixth place; dividing by zero is a fault. */
export function divide(a: Decimal, b: Decimal): Decimal {
  return spell(roundedQuotient(toMillionths(a) * SCALE, toMillionths(b)));
}

export function negate(a: Decimal): Decimal {
  return spell(-toMillionths(a));
}

/** Below 0, 0 or above 0, as a is below, equal to or above b. */
export function compare(a: Decimal, b: Decimal): number {
  const difference = toMillionths(a) - toMillionths(b);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function isNegative(a: Decimal): boolean {
  return a.startsWith('-');
}

/** The decimal as a whole number of millionths, as databases that count in integers keep it. */
export function toMillionths(a: Decimal): bigint {
  const [whole = '0', places = ''] = a.split('.');
  return BigInt(whole + places.padEnd(PLACES, '0'));
}

export function fromMillionths(value: bigint): Decimal {
  return spell(value);
}

function spell(scaled: bigint): Decimal {
  const sign = scaled < 0n ? '-' : '';
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(PLACES + 1, '0');
  const places = digits.slice(-PLACES).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -PLACES)}${places === '' ? '' : `.${places}`}` as Decimal;
}

function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [top, bottom] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const quotient = (top * 2n + bottom) / (bottom * 2n);
  return negative ? -quotient : quotient;
}

function numberText(value: number): string {
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? plain(value) : 'not finite';
}

/** `1e-7` has no place here: a number is read as the digits that JSON showed, never through an exponent. */
function plain(value: number): string {
  const text = String(value);
  return text.includes('e') ? 'too small' : text;
}
