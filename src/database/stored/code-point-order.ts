const ABOVE_SURROGATES = /[\ud800-\uffff]/;

/**
 * A text whose order by UTF-16 unit is the order of the original by code point, which is how databases
 * compare text byte by byte. Only texts beyond U+D7FF differ: the surrogates move above U+FFFF's place.
 */
export function codePointKey(text: string): string {
  if (!ABOVE_SURROGATES.test(text)) return text;
  let key = '';
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800) key += text[i];
    else key += String.fromCharCode(unit < 0xe000 ? unit + 0x2000 : unit - 0x0800);
  }
  return key;
}
