import type { FastifyReply } from 'fastify';
import type { Refusal, Result } from '#base';
import { statusOf } from '#transport/http';

/** The value under the status that the route chose, or the refusal in the form of docs/spec/refusals.md. */
export function answer(reply: FastifyReply, result: Result<unknown>): FastifyReply {
  if (!result.ok) return sendRefusal(reply, result.refusal);
  return result.value === undefined ? reply.code(204).send() : reply.send(result.value);
}

export function sendRefusal(
  reply: FastifyReply,
  refusal: Refusal,
  status: number = statusOf(refusal.kind),
): FastifyReply {
  const { code, message, details, next } = refusal;
  const { retry_after_seconds: wait } = details;
  if (typeof wait === 'number') reply.header('retry-after', String(wait));
  return reply.code(status).send({ code, message, details, next });
}
