import { Agent, type Dispatcher, errors, request } from 'undici';
import { ok, type Refusal, type Result, refused } from '#base';
import { kindOf } from '#transport/http';
import { noAnswer } from './refusals.ts';

/** The calls of the contract, as a program from outside makes them. */
export interface ApiClient {
  readonly url: string;
  readonly get: (path: string) => Promise<Result<unknown>>;
  readonly post: (path: string, body: unknown) => Promise<Result<unknown>>;
  readonly put: (path: string, body: unknown) => Promise<Result<unknown>>;
}

export function apiClient({
  url,
  token,
}: {
  readonly url: string;
  readonly token: string;
}): ApiClient {
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 });
  const ask = async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
  ): Promise<Result<unknown>> => {
    const answered = await asked(agent, `${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (answered === undefined) return refused(noAnswer({ url }));
    const { status, text } = answered;
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    if (status < 400) return ok(answer);
    return refused({ kind: kindOf(status), ...(answer as Omit<Refusal, 'kind'>) });
  };
  return {
    url,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
  };
}

/** Undefined: nobody answered, or not to the end. A long sync or import is waited for as long as it takes. */
async function asked(
  agent: Agent,
  url: string,
  call: Pick<Dispatcher.RequestOptions, 'method' | 'headers' | 'body'>,
): Promise<{ readonly status: number; readonly text: string } | undefined> {
  try {
    const { statusCode, body } = await request(url, { ...call, dispatcher: agent });
    return { status: statusCode, text: await body.text() };
  } catch (thrown) {
    if (thrown instanceof errors.UndiciError || hasCode(thrown)) return undefined;
    throw thrown;
  }
}

function hasCode(thrown: unknown): boolean {
  return typeof (thrown as { readonly code?: unknown }).code === 'string';
}
