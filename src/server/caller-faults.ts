// Whatever goes wrong before a route is reached is the caller's doing, and gets a refusal like any other.
import type { FastifyError } from 'fastify';
import type { Refusal } from '#base';
import { MOST_BYTES } from './body.ts';
import { badRequest, bodyTooLarge, notJson } from './refusals.ts';

const BY_CODE: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: bodyTooLarge({ most_bytes: MOST_BYTES }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: notJson({ reason: 'is not called JSON by its content-type' }),
  FST_ERR_CTP_EMPTY_TYPE: notJson({ reason: 'has no content-type' }),
  FST_ERR_CTP_EMPTY_JSON_BODY: notJson({ reason: 'is empty' }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: badRequest({ reason: 'its length is not what it says' }),
  FST_ERR_BAD_URL: badRequest({ reason: 'its address is not sound' }),
  FST_ERR_MAX_PARAM_LENGTH: badRequest({ reason: 'its address is too long' }),
  ERR_STREAM_PREMATURE_CLOSE: badRequest({ reason: 'it ended too soon' }),
  ECONNRESET: badRequest({ reason: 'it ended too soon' }),
};

/** Undefined: it is a fault of ours. */
export function callerFault(error: Partial<FastifyError>): Refusal | undefined {
  const known = BY_CODE[error.code ?? ''];
  if (known !== undefined) return known;
  const { statusCode } = error;
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500
    ? badRequest({ reason: 'it is not sound' })
    : undefined;
}
