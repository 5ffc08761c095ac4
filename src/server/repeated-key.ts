/**
 * A key that an object in this JSON names twice. The two values would be taken differently by whoever reads them, so
 * nobody can say what was meant. The text is known to be sound.
 */
export function repeatedKey(text: string): string | undefined {
  /** The keys of each object that is open; undefined stands for a list. */
  const open: (Set<string> | undefined)[] = [];
  for (let i = 0; i < text.length; i += 1) {
    switch (text[i]) {
      case '{':
        open.push(new Set());
        break;
      case '[':
        open.push(undefined);
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case '"': {
        const end = endOfString(text, i);
        const keys = open.at(-1);
        if (keys !== undefined && isKey(text, end)) {
          const key = String(JSON.parse(text.slice(i, end + 1)));
          if (keys.has(key)) return key;
          keys.add(key);
        }
        i = end;
      }
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}

function isKey(text: string, end: number): boolean {
  let next = end + 1;
  while (/\s/.test(text[next] ?? '')) next += 1;
  return text[next] === ':';
}
