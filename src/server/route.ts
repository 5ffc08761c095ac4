import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JsonSchema, Result } from '#base';
import type { Session } from '#site';

/** One answer as the OpenAPI document describes it. */
export interface Answers {
  readonly [status: number]: { readonly says: string; readonly schema?: JsonSchema };
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly says: string;
  readonly schema: JsonSchema;
}

interface Described {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** With `:parameters`. */
  readonly url: string;
  readonly title: string;
  readonly parameters?: readonly Parameter[];
  readonly body?: JsonSchema;
  readonly answers: Answers;
}

/** A call that anyone may make. */
export interface OpenRoute extends Described {
  readonly open: true;
  readonly run: (request: FastifyRequest, reply: FastifyReply) => Promise<Result<unknown> | Sent>;
}

/** A call of somebody who is signed in. */
export interface SessionRoute extends Described {
  readonly open?: false;
  readonly run: (
    session: Session,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<Result<unknown> | Sent>;
}

/** One call: the server is made of these, and so is the document that describes it. */
export type Route = OpenRoute | SessionRoute;

/** The reply was sent already, in a form of its own. */
export const SENT = Symbol('sent');
export type Sent = typeof SENT;
