import { ok, type Refusal, type Result, refused } from '#base';

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
  const ask = async (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
  ): Promise<Result<unknown>> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return ok(answer);
    return refused({ kind: 'conflict', ...(answer as Omit<Refusal, 'kind'>) });
  };
  return {
    url,
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    put: (path, body) => ask('PUT', path, body),
  };
}
