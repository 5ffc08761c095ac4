// What a person at a site asks of central beside the sync, because only central can answer it: one request, one answer.
import { anything, object, type TypeOf, text, whole } from '#base';

export const askRequestShape = object({
  protocol: whole({ min: 1 }),
  /** Counted with the requests of the sync: a question that was asked before is told from a new one. */
  number: whole({ min: 1 }),
  site_id: whole({ min: 1 }),
  /** The sender's database; new at each enrolment. */
  incarnation: text({ max: 40 }),
  /** The incarnation of central that is asked: to a restored one, questions of the lost past are strange. */
  central: text({ max: 40 }),
  /** Who asks; what the person may is checked at the person's own site. */
  person: object({ user_id: text({ max: 36 }), username: text({ max: 100 }) }),
  operation: text({ max: 64 }),
  input: anything(8),
});
export type AskRequest = TypeOf<typeof askRequestShape>;

export const askReplyShape = object({
  /** The number of the request that this answers. */
  number: whole({ min: 1 }),
  answer: anything(),
});
export type AskReply = TypeOf<typeof askReplyShape>;
