/** A column's name for people: `counterparty_store_id` reads "Counterparty store". */
export function labelOf(column: string): string {
  const words = column.replace(/(?<=.)_id$/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
