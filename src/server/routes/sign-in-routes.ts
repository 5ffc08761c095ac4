import { object, ok, refused, text } from '#base';
import { accountOf, replaceHash } from '../auth/accounts.ts';
import { bearerOf } from '../auth/bearer.ts';
import { passwordRefusal } from '../auth/passwords.ts';
import { signInDesk } from '../auth/sign-in.ts';
import { parsedBody } from '../body.ts';
import { personSchema, refusalSchema } from '../openapi/schemas.ts';
import { wrongCredentials } from '../refusals.ts';
import type { Route } from '../route.ts';
import type { ServerContext } from '../server-context.ts';

const credentialsShape = object({ username: text({ max: 100 }), password: text({ max: 1_000 }) });
const ownPasswordShape = object({ old: text({ max: 1_000 }), new: text({ max: 1_000 }) });

export function signInRoutes(context: ServerContext): readonly Route[] {
  const { site, passwords, clock, sessions } = context;
  const signIn = signInDesk({ site, passwords, clock });
  return [
    {
      method: 'POST',
      url: '/api/sign-in',
      title: 'Sign in',
      open: true,
      body: credentialsShape.schema,
      answers: {
        200: {
          says: 'Send the token with every other call: "Authorization: Bearer TOKEN"',
          schema: {
            type: 'object',
            properties: { token: { type: 'string' } },
            required: ['token'],
          },
        },
        401: { says: 'Wrong username or password', schema: refusalSchema },
        429: {
          says: 'Too many wrong passwords, or too many people at once',
          schema: refusalSchema,
        },
      },
      async run({ body }) {
        const credentials = parsedBody(credentialsShape, body);
        if (!credentials.ok) return credentials;
        const person = await signIn(credentials.value);
        return person.ok ? ok({ token: sessions.open(person.value) }) : person;
      },
    },
    {
      method: 'POST',
      url: '/api/sign-out',
      title: 'End this session',
      answers: { 204: { says: 'It has ended' } },
      async run(_session, { headers }) {
        sessions.close(bearerOf(headers.authorization) ?? '');
        return ok(undefined);
      },
    },
    {
      method: 'GET',
      url: '/api/session',
      title: 'Who is signed in',
      answers: { 200: { says: 'You', schema: personSchema } },
      run: async ({ person }) => ok({ user_id: person.user_id, username: person.username }),
    },
    {
      method: 'POST',
      url: '/api/password',
      title: 'Change your own password; your other sessions end',
      body: ownPasswordShape.schema,
      answers: {
        200: {
          says: 'Changed; the token of a new session',
          schema: {
            type: 'object',
            properties: { token: { type: 'string' } },
            required: ['token'],
          },
        },
        400: { says: 'The new password is too weak', schema: refusalSchema },
        401: { says: 'The old password is wrong', schema: refusalSchema },
      },
      async run({ person }, { body }) {
        const asked = parsedBody(ownPasswordShape, body);
        if (!asked.ok) return asked;
        const sound = passwordRefusal(asked.value.new, person);
        if (!sound.ok) return sound;
        const known = await signIn({ username: person.username, password: asked.value.old });
        if (!known.ok) return known;
        const account = await accountOf(site, person.username);
        const hash = await passwords.hash(asked.value.new);
        if (!hash.ok) return hash;
        if (account === undefined) return refused(wrongCredentials({}));
        const saved = await replaceHash(site, { user_id: account.id, password_hash: hash.value });
        if (!saved.ok) return saved;
        sessions.closeAllOf(account.id);
        return ok({ token: sessions.open(person) });
      },
    },
  ];
}
