import { defineRefusal } from '#base';

export const noAnswer = defineRefusal<Record<string, never>>({
  code: 'direct.no-answer',
  kind: 'unreachable',
  message: () => 'Central did not answer.',
  next: 'Nothing is lost: the site tries again by itself.',
});

export const answerDamaged = defineRefusal<Record<string, never>>({
  code: 'direct.answer-damaged',
  kind: 'unreachable',
  message: () => 'What came back is not a whole answer of central.',
  next: 'Nothing is lost: the site tries again by itself. When it stays so, something between here and central changes what is sent.',
});

export const requestDamaged = defineRefusal<Record<string, never>>({
  code: 'direct.request-damaged',
  kind: 'unreachable',
  message: () => 'The request did not arrive whole.',
  next: 'Send it again.',
});

export const requestNotUnderstood = defineRefusal<{
  readonly path: string;
  readonly reason: string;
}>({
  code: 'direct.request-not-understood',
  kind: 'input',
  message: ({ path, reason }) => `The request cannot be read: ${path} ${reason}.`,
  next: 'Bring the program of this site up to date.',
});

export const notAsked = defineRefusal<Record<string, never>>({
  code: 'direct.not-asked',
  kind: 'unreachable',
  message: () => 'Central takes no questions on this link.',
  next: 'Ask again later, or ask at central itself.',
});
