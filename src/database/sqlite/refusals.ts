import { defineRefusal } from '#base';

export const folderInUse = defineRefusal<{ readonly folder: string }>({
  code: 'database.folder-in-use',
  kind: 'conflict',
  message: ({ folder }) => `Another program is using the data folder ${folder}.`,
  next: 'Stop the other program, or name another folder.',
});

export const unknownSchema = defineRefusal<{ readonly file: string; readonly migration: string }>({
  code: 'database.unknown-schema',
  kind: 'conflict',
  message: ({ file, migration }) =>
    `The database ${file} was made by another version of this program (its step "${migration}" is not known here).`,
  next: 'Install the version that wrote it, or a newer one. Nothing was changed.',
});

export const damagedFile = defineRefusal<{ readonly file: string; readonly finding: string }>({
  code: 'database.damaged-file',
  kind: 'conflict',
  message: ({ file, finding }) => `The database file ${file} is damaged: ${finding}`,
  next: 'Keep the file as it is and restore a backup beside it, or ask for help; nothing was changed.',
});
