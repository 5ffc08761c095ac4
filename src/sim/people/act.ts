import type { Answer, Clerk } from './clerk.ts';

/** Something a person does. False: there was nothing to do it with. */
export type Act = (clerk: Clerk) => Promise<boolean>;

/** For acts that must be refused: that it went through is a violation. */
export function mustRefuse(
  clerk: Clerk,
  answer: Answer<unknown>,
  { invariant, what }: { readonly invariant: string; readonly what: string },
): boolean {
  if (answer.ok) {
    clerk.world.fail({
      invariant,
      sentence: 'What may not be done is refused.',
      detail: `${clerk.device.key}: ${what} was accepted`,
    });
  } else {
    clerk.world.sometimes.saw('a wrong act was refused');
  }
  return true;
}

/** The value of an act that may also be refused, for a reason that is nobody's fault. */
export function valueOr<T>(answer: Answer<unknown>, otherwise: T): T {
  return answer.ok ? (answer.value as T) : otherwise;
}
