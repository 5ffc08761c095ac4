// Databases without an exact decimal type keep decimals as whole millionths. Within 2^53 a JavaScript number
// holds them exactly, and plain numbers are an order of magnitude faster than BigInt on this path.
const SCALE = 1_000_000;

/** The decimal as whole millionths; `undefined` when the text is not a decimal in its one spelling. */
export function millionthsOf(decimal: string): number | undefined {
  const plain = Number(decimal);
  // Below a million a floating product is a whole number only when it is the right one; whole numbers always are.
  const exact = Number.isInteger(plain) || Math.abs(plain) < SCALE;
  if (exact && Number.isSafeInteger(plain * SCALE) && String(plain) === decimal)
    return plain * SCALE;
  const negative = decimal.startsWith('-');
  const digits = negative ? decimal.slice(1) : decimal;
  const point = digits.indexOf('.');
  const whole = point < 0 ? digits : digits.slice(0, point);
  const places = point < 0 ? '' : digits.slice(point + 1);
  if (places.length > 6 || whole.length > 10) return undefined;
  const value = Number(whole) * SCALE + (places === '' ? 0 : Number(places.padEnd(6, '0')));
  const signed = negative ? -value : value;
  return Number.isSafeInteger(signed) && decimalOfMillionths(signed) === decimal
    ? signed
    : undefined;
}

/** The one spelling of a decimal that was kept as millionths. */
export function decimalOfMillionths(value: number): string {
  if (value % SCALE === 0) return String(value / SCALE + 0);
  const size = Math.abs(value);
  const whole = Math.floor(size / SCALE);
  const places = String(size - whole * SCALE)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${whole}.${places}`;
}
