import { defineRefusal } from '#base';

// Data folders

export const notASite = defineRefusal<{ readonly dir: string }>({
  code: 'folder.not-a-site',
  kind: 'not-found',
  message: ({ dir }) => `There is no site in ${dir}.`,
  next: 'Make one with `atoll init central` or `atoll init site`, or correct --data.',
});

export const notYetFounded = defineRefusal<{ readonly dir: string }>({
  code: 'folder.not-yet-founded',
  kind: 'conflict',
  message: ({ dir }) => `The site in ${dir} was enrolled, but its first download has not begun.`,
  next: 'Give the command `atoll init site` again as it was: it goes on where it stopped.',
});

export const alreadyASite = defineRefusal<{ readonly dir: string; readonly name: string }>({
  code: 'folder.already-a-site',
  kind: 'conflict',
  message: ({ dir, name }) => `The folder ${dir} is a site already: ${name}.`,
  next: 'Start it with `atoll serve`, or name an empty folder.',
});

export const unreadableFolderFile = defineRefusal<{
  readonly file: string;
  readonly reason: string;
}>({
  code: 'folder.unreadable-file',
  kind: 'conflict',
  message: ({ file, reason }) => `The file ${file} cannot be read: ${reason}.`,
  next: 'Put back the copy of your backup; nothing was changed.',
});

export const noDeviceKey = defineRefusal<{ readonly file: string }>({
  code: 'folder.no-device-key',
  kind: 'conflict',
  message: ({ file }) => `The key of this device, ${file}, is missing.`,
  next: 'Put it back from a backup of the folder, or enrol this device anew in an empty folder.',
});

export const folderNotUsable = defineRefusal<{ readonly dir: string; readonly reason: string }>({
  code: 'folder.not-usable',
  kind: 'input',
  message: ({ dir, reason }) => `The folder ${dir} cannot be used: ${reason}.`,
  next: 'Choose another folder, or correct who may write there.',
});

export const badAddress = defineRefusal<{ readonly url: string }>({
  code: 'init.bad-address',
  kind: 'input',
  message: ({ url }) => `${url} is not an address of a central server.`,
  next: 'Give it as central prints it, such as https://central.example.org.',
});

export const badName = defineRefusal<{ readonly reason: string }>({
  code: 'init.bad-name',
  kind: 'input',
  message: ({ reason }) => `The name ${reason}.`,
  next: 'Give a name that people will recognise.',
});

export const portTaken = defineRefusal<{
  readonly host: string;
  readonly port: number;
  readonly reason: string;
}>({
  code: 'server.port-taken',
  kind: 'conflict',
  message: ({ host, port, reason }) => `Cannot listen on ${host}, port ${port}: ${reason}.`,
  next: 'Choose another --port (0 takes a free one) or --host.',
});

export const noAnswer = defineRefusal<{ readonly url: string }>({
  code: 'server.no-answer',
  kind: 'unreachable',
  message: ({ url }) => `The server of this site, ${url}, does not answer.`,
  next: 'See whether it still runs, and try again.',
});

// Signing in

export const notSignedIn = defineRefusal<object>({
  code: 'server.not-signed-in',
  kind: 'not-signed-in',
  message: () => 'You are not signed in, or your session has ended.',
  next: 'Sign in with POST /api/sign-in and send the token as "Authorization: Bearer TOKEN".',
});

export const wrongCredentials = defineRefusal<object>({
  code: 'server.wrong-credentials',
  kind: 'not-signed-in',
  message: () => 'The username or the password is wrong.',
  next: 'Try again, or ask an administrator of this site for a new password.',
});

export const signInLocked = defineRefusal<{ readonly retry_after_seconds: number }>({
  code: 'server.sign-in-locked',
  kind: 'too-many',
  message: () => 'Too many wrong passwords for this username.',
  next: ({ retry_after_seconds }) => `Try again in ${retry_after_seconds} seconds.`,
});

export const signInBusy = defineRefusal<{ readonly retry_after_seconds: number }>({
  code: 'server.sign-in-busy',
  kind: 'too-many',
  message: () => 'Too many people are signing in at this moment.',
  next: ({ retry_after_seconds }) => `Try again in ${retry_after_seconds} seconds.`,
});

export const weakPassword = defineRefusal<{ readonly reason: string }>({
  code: 'server.weak-password',
  kind: 'input',
  message: ({ reason }) => `The password ${reason}.`,
  next: 'Choose another: a few words in a row are easy to remember; 15 characters or more are best for administrators.',
});

// What a caller sends

export const noSuchAddress = defineRefusal<{ readonly path: string }>({
  code: 'server.no-such-address',
  kind: 'not-found',
  message: ({ path }) => `There is nothing at ${path}.`,
  next: 'See /api/openapi.json for what there is.',
});

export const noSuchMethod = defineRefusal<{
  readonly method: string;
  readonly path: string;
  readonly allowed: readonly string[];
}>({
  code: 'server.no-such-method',
  kind: 'not-found',
  message: ({ method, path }) => `${path} does not know ${method}.`,
  next: ({ allowed }) => `Use ${allowed.join(' or ')}.`,
});

export const notJson = defineRefusal<{ readonly reason: string }>({
  code: 'server.not-json',
  kind: 'input',
  message: ({ reason }) => `The body of the request ${reason}.`,
  next: 'Send JSON in UTF-8 with the header "content-type: application/json".',
});

export const bodyTooLarge = defineRefusal<{ readonly most_bytes: number }>({
  code: 'server.body-too-large',
  kind: 'too-large',
  message: ({ most_bytes }) => `The body of the request is larger than ${most_bytes} bytes.`,
  next: 'Send less at once.',
});

export const badRequest = defineRefusal<{ readonly reason: string }>({
  code: 'server.bad-request',
  kind: 'input',
  message: ({ reason }) => `The request cannot be read: ${reason}.`,
  next: 'Correct the request.',
});

export const badQuery = defineRefusal<{ readonly parameter: string; readonly reason: string }>({
  code: 'server.bad-query',
  kind: 'input',
  message: ({ parameter, reason }) => `The parameter ${parameter} ${reason}.`,
  next: 'See /api/openapi.json for the parameters.',
});

export const badBody = defineRefusal<{
  readonly faults: readonly { readonly path: string; readonly reason: string }[];
}>({
  code: 'server.bad-body',
  kind: 'input',
  message: ({ faults }) =>
    `${faults[0]?.path || 'The body'} ${faults[0]?.reason ?? 'is not sound'}.`,
  next: 'Correct what the details name and send it again.',
});

/** The one that is nobody's fault but ours; what happened stands in the log of the server. */
export const fault = defineRefusal<object>({
  code: 'server.fault',
  kind: 'conflict',
  message: () => 'Something went wrong inside the server; nothing was saved.',
  next: 'Try again; when it stays so, look into the log of the server and report it.',
});

export const copyNotWorthIt = defineRefusal<object>({
  code: 'server.copy-not-worth-it',
  kind: 'conflict',
  message: () => 'There is too little for this site to make a file of it.',
  next: 'The rows themselves come with the first sync.',
});
