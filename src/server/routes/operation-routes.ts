import { isRowId, object, ok, type Result, refused, text } from '#base';
import type { Session } from '#site';
import { performWithHash } from '../auth/accounts.ts';
import { passwordRefusal } from '../auth/passwords.ts';
import { parsedBody } from '../body.ts';
import { refusalSchema } from '../openapi/schemas.ts';
import { badBody } from '../refusals.ts';
import type { SessionRoute } from '../route.ts';
import type { ServerContext } from '../server-context.ts';

const newUserShape = object(
  {
    username: text({ min: 1, max: 100 }),
    password: text({ max: 1_000 }),
    first_name: text({ max: 200 }),
    last_name: text({ max: 200 }),
    email: text({ max: 200 }),
    language: text({ max: 20 }),
  },
  ['first_name', 'last_name', 'email', 'language'],
);
const newPasswordShape = object({ user_id: text({ max: 36 }), password: text({ max: 1_000 }) });

/** Operations that take a password: only here it becomes a hash. */
export const PASSWORD_OPERATIONS = [
  { name: 'add-user', title: 'Add a user', input: newUserShape.schema },
  { name: 'change-password', title: 'Give a user a new password', input: newPasswordShape.schema },
];

export function operationRoutes(context: ServerContext): readonly SessionRoute[] {
  const { site, changed } = context;
  return [
    {
      method: 'POST',
      url: '/api/operations/:operation',
      title: 'Do something',
      body: {},
      answers: {
        200: {
          says: 'Done',
          schema: { type: 'object', properties: { result: {} }, required: ['result'] },
        },
        400: { says: 'The input is not sound', schema: refusalSchema },
        403: { says: 'Not allowed: to this person, or at this site', schema: refusalSchema },
        404: { says: 'No such operation, or what it is about is not here', schema: refusalSchema },
        409: { says: 'The state of things is against it', schema: refusalSchema },
        422: { says: 'A row would not be sound; one entry a column', schema: refusalSchema },
        429: { says: 'Asked too often', schema: refusalSchema },
        503: { says: 'It is asked of central, which is not reached', schema: refusalSchema },
      },
      async run(session, { params, body }) {
        const { operation } = params as { readonly operation: string };
        // NOTE an operation without input may be asked for without a body.
        const input = body ?? {};
        const done = PASSWORD_OPERATIONS.some(({ name }) => name === operation)
          ? await withHash(context, session, { operation, input })
          : await site.api.operation(session, operation, input);
        if (!done.ok) return done;
        changed();
        return ok({ result: done.value ?? null });
      },
    },
  ];
}

async function withHash(
  { site, passwords, sessions }: ServerContext,
  { person }: Session,
  { operation, input }: { readonly operation: string; readonly input: unknown },
): Promise<Result<unknown>> {
  if (operation === 'add-user') {
    const parsed = parsedBody(newUserShape, input);
    if (!parsed.ok) return parsed;
    const { password, ...user } = parsed.value;
    const sound = passwordRefusal(password, user);
    if (!sound.ok) return sound;
    const hash = await passwords.hash(password);
    if (!hash.ok) return hash;
    return performWithHash(site, person, {
      name: operation,
      input: { ...user, password_hash: hash.value },
    });
  }
  const parsed = parsedBody(newPasswordShape, input);
  if (!parsed.ok) return parsed;
  const { user_id, password } = parsed.value;
  if (!isRowId(user_id))
    return refused(badBody({ faults: [{ path: 'user_id', reason: 'must be an id (a UUID)' }] }));
  const sound = passwordRefusal(password, { username: '' });
  if (!sound.ok) return sound;
  const hash = await passwords.hash(password);
  if (!hash.ok) return hash;
  const done = await performWithHash(site, person, {
    name: operation,
    input: { user_id, password_hash: hash.value },
  });
  if (done.ok) sessions.closeAllOf(user_id);
  return done;
}
