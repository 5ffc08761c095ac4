import { hash, verify } from '@node-rs/argon2';
import { ok, type Result, refused } from '#base';
import { signInBusy, weakPassword } from '../refusals.ts';

/** The parameters stand in the hash itself; one made with weaker ones is made anew at the next sign-in. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const CURRENT = `$argon2id$v=19$m=${ARGON.memoryCost},t=${ARGON.timeCost},p=${ARGON.parallelism}$`;
/** Each hash takes 19 MiB and a tenth of a second of a core: more at once would starve the site. */
const AT_ONCE = 2;
const WAITING = 100;
const LONGEST = 1_000;

export interface Passwords {
  readonly hash: (password: string) => Promise<Result<string>>;
  /** Without a hash it takes the same time and says no, so that nobody learns which usernames exist. */
  readonly verify: (hash: string | undefined, password: string) => Promise<Result<boolean>>;
  readonly isOutdated: (hash: string) => boolean;
}

export function passwords(): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];
  let decoy: Promise<string> | undefined;

  const inTurn = async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING) return refused(signInBusy({ retry_after_seconds: 5 }));
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    running += 1;
    try {
      return ok(await work());
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };

  return {
    hash: (password) => inTurn(() => hash(password, ARGON)),
    async verify(known, password) {
      if (password.length > LONGEST) return ok(false);
      decoy ??= hash('no password at all', ARGON);
      const against = known ?? (await decoy);
      const fits = await inTurn(() => verify(against, password));
      return fits.ok ? ok(fits.value && known !== undefined) : fits;
    },
    isOutdated: (known) => !known.startsWith(CURRENT),
  };
}

/** Shortest password of a user; the first administrator of a folder may take a shorter one. */
const SHORTEST = 12;
const SHORTEST_AT_INIT = 8;

/** Passwords that guessers try first; a password is also refused when it is one of them repeated or counted on. */
const GUESSED_FIRST = new Set(
  `password passw0rd p@ssword p@ssw0rd qwertyui qwertyuiop asdfghjk asdfghjkl zxcvbnm iloveyou sunshine princess
  football baseball superman trustno1 letmein welcome admin administrator root master dragon monkey shadow michael
  abc abcd abcde abcdef abcdefg abcdefgh changeme secret default pass test guest user login hello whatever starwars
  computer internet freedom jesus mypassword hospital medicine pharmacy clinic msupply atoll`.split(
    /\s+/,
  ),
);

export function passwordRefusal(
  password: string,
  { username, atInit = false }: { readonly username: string; readonly atInit?: boolean },
): Result<void> {
  const least = atInit ? SHORTEST_AT_INIT : SHORTEST;
  if (password.length < least)
    return refused(weakPassword({ reason: `is shorter than ${least} characters` }));
  if (password.length > LONGEST)
    return refused(weakPassword({ reason: `is longer than ${LONGEST} characters` }));
  const bare = password.toLowerCase().replace(/[^a-z@]+$/, '');
  const guessed =
    /^(.{1,3})\1+$/.test(password) ||
    /^\d{1,11}$/.test(password) ||
    '01234567890123456789'.includes(password) ||
    password.toLowerCase() === username.toLowerCase() ||
    (GUESSED_FIRST.has(bare) && (!atInit || bare === password.toLowerCase())) ||
    GUESSED_FIRST.has(password.toLowerCase().replace(/^(.+)\1+$/, '$1'));
  return guessed
    ? refused(weakPassword({ reason: 'is one that guessers try first' }))
    : ok(undefined);
}
