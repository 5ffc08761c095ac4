/** Text that has been made safe to stand in a page. Only `html` makes it. */
export interface Html {
  readonly html: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A template whose every value is escaped, whatever it is; only what `html` itself made goes in as it stands. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  return {
    html: parts.map((part, i) => (i === 0 ? part : spelled(values[i - 1]) + part)).join(''),
  };
}

function spelled(value: string | number | Html | readonly Html[] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'object')
    return [value]
      .flat()
      .map((each) => each.html)
      .join('');
  return String(value).replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
