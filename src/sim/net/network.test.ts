import { expect, it } from 'vitest';
import { chanceOf } from '../core/chance.ts';
import { createScheduler } from '../core/scheduler.ts';
import { createSometimes } from '../core/sometimes.ts';
import { CALM_LINK, type LinkPlan } from '../plan/plan.ts';
import { createArchive } from './archive.ts';
import { createLine } from './network.ts';

function lineWith(plan: Partial<LinkPlan>) {
  const scheduler = createScheduler(chanceOf('ties'));
  const line = createLine({
    seed: 1,
    device: 's1',
    plan: { ...CALM_LINK, ...plan },
    scheduler,
    sometimes: createSometimes(),
    trace: () => undefined,
    archive: createArchive(),
    wrongReply: () => undefined,
  });
  const exchange = async (request: string) => {
    const arrived: string[] = [];
    const answering = line.wire(request, async (text) => {
      arrived.push(text);
      return `answer to ${text}`;
    });
    await scheduler.run({
      until: Number.POSITIVE_INFINITY,
      afterEvent: () => undefined,
      stop: () => false,
    });
    return { answer: await answering, arrived };
  };
  return { line, exchange, scheduler };
}

it('carries a request and its answer over a calm line', async () => {
  const { exchange, scheduler } = lineWith({});
  expect(await exchange('hello')).toEqual({ answer: 'answer to hello', arrived: ['hello'] });
  expect(scheduler.now()).toBe(CALM_LINK.patience);
});

it('loses a request, or only its reply', async () => {
  expect(await lineWith({ loss: 1 }).exchange('hello')).toEqual({ answer: undefined, arrived: [] });
  expect(await lineWith({ replyLoss: 1 }).exchange('hello')).toEqual({
    answer: undefined,
    arrived: ['hello'],
  });
});

it('delivers a request twice and answers it once', async () => {
  const { answer, arrived } = await lineWith({ duplicate: 1, late: 1_000 }).exchange('hello');
  expect(answer).toBe('answer to hello');
  expect(arrived).toEqual(['hello', 'hello']);
});

it('cuts and garbles what it carries', async () => {
  const cut = await lineWith({ cutReply: 1 }).exchange('hello');
  expect('answer to hello'.startsWith(cut.answer ?? 'none')).toBe(true);
  expect(cut.answer).not.toBe('answer to hello');
  const garbled = await lineWith({ cutRequest: 1 }).exchange('hello');
  expect(garbled.arrived[0]).not.toBe('hello');
});

it('brings nothing while the device is offline', async () => {
  const { line, exchange, scheduler } = lineWith({});
  line.offlineUntil(5_000);
  expect(await exchange('hello')).toEqual({ answer: undefined, arrived: [] });
  await scheduler.run({ until: 6_000, afterEvent: () => undefined, stop: () => false });
  expect((await exchange('again')).answer).toBe('answer to again');
});

it('gives an answer up that takes too long', async () => {
  const { exchange } = lineWith({ delay: [600, 600], patience: 1_000 });
  expect(await exchange('hello')).toEqual({ answer: undefined, arrived: ['hello'] });
});
