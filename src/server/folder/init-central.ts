import { mkdir } from 'node:fs/promises';
import { ok, type Result, refused, textFault } from '#base';
import { holdFolder } from '#database/sqlite-node';
import { createAdministrator } from '../auth/accounts.ts';
import { passwordRefusal, passwords } from '../auth/passwords.ts';
import { alreadyASite, badName } from '../refusals.ts';
import { readConfig, writeConfig } from './config.ts';
import { ensureDeviceKey } from './device-file.ts';
import { usingFolder } from './folder-faults.ts';
import { openHeld } from './open-folder.ts';

export interface InitCentral {
  readonly dir: string;
  readonly name: string;
  readonly adminPassword: string;
}

/** Makes a folder a central server; its first user is `admin`. Cut off anywhere, the same call goes on. */
export async function initCentral({
  dir,
  name,
  adminPassword,
}: InitCentral): Promise<Result<{ readonly site_id: number; readonly name: string }>> {
  const called = name.trim();
  const wrong = called === '' ? 'is empty' : textFault(called, 200);
  if (wrong !== undefined) return refused(badName({ reason: wrong }));
  const sound = passwordRefusal(adminPassword, { username: 'admin', atInit: true });
  if (!sound.ok) return sound;
  return usingFolder(dir, async () => {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const held = holdFolder(dir);
    if (!held.ok) return held;
    try {
      const known = await readConfig(dir);
      if (!known.ok) return known;
      if (known.value !== undefined)
        return refused(alreadyASite({ dir, name: nameIn(known.value) }));
      const key = await ensureDeviceKey(dir);
      if (!key.ok) return key;
      const config = { format: 1, role: 'central', name: called } as const;
      const opened = await openHeld(dir, config, { founding: {} });
      if (!opened.ok) return opened;
      const { site, close } = opened.value;
      try {
        const hash = await passwords().hash(adminPassword);
        if (!hash.ok) return hash;
        const made = await createAdministrator(site, {
          username: 'admin',
          password_hash: hash.value,
        });
        if (!made.ok) return made;
      } finally {
        await close();
      }
      // NOTE the last step: a folder without it is not a site yet, and `init` begins it again.
      await writeConfig(dir, config);
      return ok({ site_id: Number(site.siteId), name: called });
    } finally {
      held.value.release();
    }
  });
}

export function nameIn(config: { readonly role: string; readonly name?: string }): string {
  return config.role === 'central' ? `the central server ${config.name ?? ''}` : 'a remote site';
}
