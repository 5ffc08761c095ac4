// Who gets in, and who waits. Time is handed in, so nobody waits here.

import { expect, it } from 'vitest';
import type { Clock } from '#base';
import { passwords } from './auth/passwords.ts';
import { ADMIN, type OpenServer, openServer } from './testing/open-server.ts';

interface HandClock extends Clock {
  /** Milliseconds of uptime. */
  passed: number;
  /** What the clock on the wall says. */
  wall: number;
}

function handClock(): HandClock {
  return {
    passed: 0,
    wall: Date.parse('2026-11-22T08:00:00Z'),
    now() {
      return this.wall;
    },
    monotonic() {
      return this.passed;
    },
  };
}

async function signIn(server: OpenServer, username: string, password: string) {
  const { body, ...rest } = await server.ask('POST', '/api/sign-in', { username, password });
  return { ...rest, body: body as Record<string, unknown> };
}

const wrong = (server: OpenServer) => signIn(server, ADMIN.username, 'a wrong one');
const right = (server: OpenServer) => signIn(server, ADMIN.username, ADMIN.password);

it('[PP1] makes everyone wait longer after each wrong password, an hour of guessing long', async () => {
  const clock = handClock();
  const server = await openServer({ clock });
  const waits: number[] = [];
  for (let i = 0; i < 13; i += 1) {
    expect((await wrong(server)).status).toBe(401);
    const waiting = await right(server);
    expect(waiting).toMatchObject({ status: 429, body: { code: 'server.sign-in-locked' } });
    const { retry_after_seconds } = waiting.body['details'] as { retry_after_seconds: number };
    expect(waiting.headers['retry-after']).toBe(String(retry_after_seconds));
    waits.push(retry_after_seconds);
    clock.passed += retry_after_seconds * 1_000;
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
  expect((await right(server)).status).toBe(200);
  expect((await wrong(server)).status).toBe(401);
  expect((await right(server)).body).toMatchObject({ details: { retry_after_seconds: 1 } });
  await server.close();
});

it('[H1] counts no second by the clock on the wall', async () => {
  const clock = handClock();
  const server = await openServer({ clock });
  await wrong(server);
  clock.wall += 365 * 86_400_000;
  expect((await right(server)).status).toBe(429);
  clock.passed += 1_000;
  clock.wall -= 20 * 365 * 86_400_000;
  expect((await right(server)).status).toBe(200);
  await server.close();
});

it('[PP1] goes on counting after a restart', async () => {
  const clock = handClock();
  const first = await openServer({ clock });
  for (const wait of [1_000, 2_000, 4_000]) {
    await wrong(first);
    clock.passed += wait;
  }
  await first.close();
  const second = await openServer({ clock, database: first.database });
  expect((await right(second)).body).toMatchObject({ details: { retry_after_seconds: 4 } });
  clock.passed += 4_000;
  expect((await right(second)).status).toBe(200);
  await second.close();
});

it('[PP1] answers a username that nobody has like a wrong password, after the same work', async () => {
  const kept = passwords();
  const against: (string | undefined)[] = [];
  const server = await openServer({
    clock: handClock(),
    passwords: {
      ...kept,
      verify(hash, password) {
        against.push(hash);
        return kept.verify(hash, password);
      },
    },
  });
  const [known, unknown] = [await wrong(server), await signIn(server, 'nobody', 'a wrong one')];
  expect(unknown.body).toEqual(known.body);
  expect(against).toHaveLength(2);
  const locked = [await wrong(server), await signIn(server, 'nobody', 'a wrong one')];
  expect(locked[1]?.body).toEqual(locked[0]?.body);
  await server.close();
});

it('hashes for a username that nobody has as it does for one that somebody has', async () => {
  const kept = passwords();
  const hash = await kept.hash(ADMIN.password);
  expect(hash.ok && hash.value).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const measure = async (known: string | undefined) => {
    const began = performance.now();
    expect(await kept.verify(known, 'a wrong one')).toEqual({ ok: true, value: false });
    return performance.now() - began;
  };
  await measure(undefined);
  const [somebody, nobody] = [await measure(hash.ok ? hash.value : ''), await measure(undefined)];
  expect(nobody).toBeGreaterThan(somebody / 5);
});

it('ends a session after twelve idle hours, not sooner, and all of them when the account is closed', async () => {
  const clock = handClock();
  const server = await openServer({ clock });
  const added = await server.ask('POST', '/api/operations/add-user', {
    username: 'amina',
    password: 'boats in the harbour',
  });
  const { user_id } = (added.body as { result: { user_id: string } }).result;
  const asAmina = async () => {
    const { body } = await signIn(server, 'amina', 'boats in the harbour');
    const headers = { authorization: `Bearer ${String(body['token'])}` };
    return () => server.app.inject({ url: '/api/session', headers });
  };
  const idle = await asAmina();
  for (let i = 0; i < 3; i += 1) {
    clock.passed += 11.9 * 3_600_000;
    expect((await idle()).json()).toMatchObject({ username: 'amina' });
  }
  clock.passed += 12.1 * 3_600_000;
  expect((await idle()).statusCode).toBe(401);

  const closed = await asAmina();
  expect((await closed()).statusCode).toBe(200);
  const url = `/api/tables/user_account/rows/${user_id}`;
  expect((await server.ask('PUT', url, { active: false })).status).toBe(200);
  expect((await closed()).statusCode).toBe(401);
  expect((await signIn(server, 'amina', 'boats in the harbour')).status).toBe(401);
  await server.close();
});

it('[PP2] lets nobody do what he is not permitted to', async () => {
  const server = await openServer();
  await server.ask('POST', '/api/operations/add-user', {
    username: 'amina',
    password: 'boats in the harbour',
  });
  const { body } = await signIn(server, 'amina', 'boats in the harbour');
  const refused = await server.app.inject({
    method: 'POST',
    url: '/api/operations/create-site',
    headers: { authorization: `Bearer ${String(body['token'])}` },
    payload: { name: 'North', site_type: 'open' },
  });
  expect(refused.statusCode).toBe(403);
  await server.close();
});
