/** What is wrong with a text that came from outside, or `undefined`: lone surrogates and NUL cannot be stored everywhere. */
export function textFault(value: string, maxLength: number): string | undefined {
  if (value.length > maxLength) return `is longer than ${maxLength} characters`;
  if (value.includes('\0')) return 'holds a NUL character';
  return /\p{Surrogate}/u.test(value) ? 'holds half a character (a lone surrogate)' : undefined;
}
