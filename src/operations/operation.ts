import type { Json, Result, Shape, SiteId } from '#base';
import type { Work } from '#engine';
import type { Permission } from './permission.ts';

/** What a person must hold to run it: a permission, for one store or (`store` null) for the whole site. */
export interface Need {
  readonly permission: Permission;
  readonly store: string | null;
}

/** What is asked of central: an operation that has an `answer` there. */
export interface Question {
  readonly operation: string;
  readonly input: Json;
  /** The operation goes on here whatever comes of the question. */
  readonly orGoOn?: boolean;
}

/** Who asks central, in the words of the site that asks; that site has checked what the person may. */
export interface AskedBy {
  readonly site: SiteId;
  readonly userId: string;
  readonly username: string;
}

/**
 * Something a person can do to the data. The person is asked here, the site by the gate.
 * `run` is one unit of work: a refusal, or anything the gate refuses, leaves nothing behind.
 */
export interface Operation<Input = never, Output = unknown> {
  readonly name: string;
  /** What it does, for people. */
  readonly title: string;
  readonly input: Shape<Input>;
  /** What it writes may include rows that another site edits; only ever at central (a store's twin name). */
  readonly actsAsCentral?: true;
  readonly need: (work: Work, input: Input) => Promise<Result<Need>>;
  /** What must be asked of central before `run`, in a unit of work of its own; undefined: nothing. */
  readonly ask?: (work: Work, input: Input) => Promise<Result<Question | undefined>>;
  /** At central: answers the question of another site. */
  readonly answer?: (work: Work, input: Input, by: AskedBy) => Promise<Result<Output>>;
  /** `answered`: what central said; undefined when it was not asked, or not reached. */
  readonly run: (work: Work, input: Input, answered?: Output) => Promise<Result<Output>>;
}

/** An operation whose types are no longer of interest; its input has been parsed with its own shape. */
export type AnyOperation = Operation<unknown, unknown>;

export function operation<Input, Output>(declaration: Operation<Input, Output>): AnyOperation {
  return declaration as unknown as AnyOperation;
}
