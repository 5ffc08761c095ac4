import type { Cell } from '../law/matrix.ts';

/** A cell that is answered otherwise than the law says, in words for whoever reads the failing test. */
export type Difference = string;

/** `refusal`: what was said; undefined when it was done. */
export function difference(cell: Cell, refusal: string | undefined): Difference {
  const found = refusal === undefined ? 'done' : `refused: ${refusal}`;
  return `${inWords(cell)}: ${cell.allowed ? 'allowed' : 'not allowed'}, but ${found}`;
}

export function unnamed(cell: Cell, refusal: string): Difference {
  return `${inWords(cell)}: does not say where it is edited: ${refusal}`;
}

function inWords({ policy, table, topology, role, operation }: Cell): string {
  return `row ${policy.row} ${topology}: ${operation} ${table} at ${role}`;
}
