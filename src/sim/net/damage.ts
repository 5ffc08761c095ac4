import type { Chance } from '../core/chance.ts';

/** What can come instead of the text that was sent. */
export type Damage = 'cut' | 'garbled' | 'html' | 'old' | 'foreign';

/** The text after the damage; old and foreign replies are whole texts of their own. */
export function damaged(kind: 'cut' | 'garbled' | 'html', text: string, chance: Chance): string {
  switch (kind) {
    case 'cut':
      return text.slice(0, chance.whole(0, Math.max(0, text.length - 1)));
    case 'garbled': {
      const at = chance.whole(0, Math.max(0, text.length - 1));
      const other = String.fromCharCode(text.charCodeAt(at) === 48 ? 49 : 48);
      return text.slice(0, at) + other + text.slice(at + 1);
    }
    case 'html':
      return '<!doctype html><html><head><title>Welcome</title></head><body>Please sign in to this network.</body></html>';
  }
}
