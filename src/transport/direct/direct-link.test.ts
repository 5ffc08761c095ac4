import { describe, expect, it } from 'vitest';
import { ok, refused } from '#base';
import { nodeHost } from '#host';
import { PROTOCOL_VERSION, type SyncReply, type SyncRequest } from '#protocol';
import { directLink, type Wire } from './direct-link.ts';
import { requestNotUnderstood } from './refusals.ts';

const { digest } = nodeHost;
const request: SyncRequest = {
  protocol: PROTOCOL_VERSION,
  number: 7,
  dictionary: 'd',
  app_version: 'test',
  site_id: 2,
  incarnation: 'i',
  central: null,
  log: { position: 0, hash: '' },
  marks: {},
  page: { rows: 10 },
};
const reply: SyncReply = {
  protocol: PROTOCOL_VERSION,
  number: 7,
  central: 'c',
  now: '2026-11-22T08:00:00.000Z',
  held: { position: 0, hash: '' },
  quarantined: [],
};

function linkOver(
  wire: Wire,
  serve: (from: number, asked: SyncRequest) => unknown = () => undefined,
) {
  return directLink({
    digest,
    siteId: 2,
    wire,
    hub: () => ({
      serve: async (from, asked) => {
        serve(from, asked);
        return ok({ ...reply, number: asked.number });
      },
    }),
  });
}

const straight: Wire = (text, serve) => serve(text);

describe('a direct link', () => {
  it('carries a request as text to central, in the name of its site, and the reply back', async () => {
    const seen: unknown[] = [];
    const link = linkOver(straight, (from, asked) => seen.push([from, asked]));
    expect(await link.exchange(request)).toEqual(ok(reply));
    expect(seen).toEqual([[2, request]]);
  });

  it('carries a refusal of central as it is', async () => {
    const refusal = requestNotUnderstood({ path: 'marks', reason: 'is missing' });
    const link = directLink({
      digest,
      siteId: 2,
      hub: () => ({ serve: async () => refused(refusal) }),
    });
    expect(await link.exchange(request)).toEqual(refused(refusal));
  });

  it('[DP6] carries a question and its answer, and says where none are taken', async () => {
    const serve = async () => refused(requestNotUnderstood({ path: 'it', reason: 'is no sync' }));
    const link = directLink({
      digest,
      siteId: 2,
      hub: () => ({
        serve,
        answer: async (from, { number, input }) => ok({ number, answer: { from, input } }),
      }),
    });
    const question = {
      protocol: PROTOCOL_VERSION,
      number: 8,
      site_id: 2,
      incarnation: 'i',
      central: 'c',
      person: { user_id: 'u', username: 'clerk' },
      operation: 'find-patient',
      input: { text: 'okoro' },
    };
    expect(await link.ask?.(question)).toEqual(
      ok({ number: 8, answer: { from: 2, input: { text: 'okoro' } } }),
    );
    const deaf = directLink({ digest, siteId: 2, hub: () => ({ serve }) });
    const answer = await deaf.ask?.(question);
    expect(answer?.ok === false && answer.refusal.code).toBe('direct.not-asked');
  });

  it('says that nothing is known when no answer comes', async () => {
    const answer = await linkOver(async () => undefined).exchange(request);
    expect(answer.ok ? '' : answer.refusal.code).toBe('direct.no-answer');
  });

  it('[A7] takes a reply for none that was cut at any character', async () => {
    const whole = await new Promise<string>((resolve) => {
      void linkOver(async (text, serve) => {
        const answer = await serve(text);
        resolve(answer);
        return answer;
      }).exchange(request);
    });
    for (let length = 0; length < whole.length; length += 1) {
      const answer = await linkOver(async (text, serve) =>
        (await serve(text)).slice(0, length),
      ).exchange(request);
      expect(answer.ok ? 'taken' : answer.refusal.code).toBe('direct.answer-damaged');
    }
  });

  it('[A7] takes a page of HTML, a garbled reply and the reply to another request for none', async () => {
    let older = '';
    await linkOver(async (text, serve) => {
      older = await serve(text);
      return older;
    }).exchange({ ...request, marks: { everyone: 1 } });
    const wrong: readonly Wire[] = [
      async () => '<!doctype html><title>Welcome</title>',
      async (text, serve) => (await serve(text)).replace('"number":7', '"number":8'),
      async () => older,
    ];
    for (const wire of wrong) {
      const answer = await linkOver(wire).exchange(request);
      expect(answer.ok ? 'taken' : answer.refusal.code).toBe('direct.answer-damaged');
    }
  });

  it('never lets a damaged request reach central', async () => {
    const seen: unknown[] = [];
    const link = linkOver(
      (text, serve) => serve(text.replace('"site_id":2', '"site_id":3')),
      (_from, asked) => seen.push(asked),
    );
    expect((await link.exchange(request)).ok).toBe(false);
    expect(seen).toEqual([]);
  });

  it('refuses a request that does not look like one, naming the place', async () => {
    const strange = { ...request, marks: { everyone: -1 } };
    const answer = await linkOver(straight).exchange(strange);
    expect(answer.ok ? '' : answer.refusal.message).toContain('marks.everyone');
  });
});
