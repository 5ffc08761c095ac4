import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { ok, type Refusal, type Result, refused } from '#base';
import { holdFolder } from '#database/sqlite-node';
import type { SyncReply } from '#protocol';
import { enrol } from '#transport/http';
import { createAdministrator } from '../auth/accounts.ts';
import { passwordRefusal, passwords } from '../auth/passwords.ts';
import { alreadyASite, badAddress } from '../refusals.ts';
import { type RemoteConfig, readConfig, writeConfig } from './config.ts';
import { ensureDeviceKey } from './device-file.ts';
import { usingFolder } from './folder-faults.ts';
import { openHeld } from './open-folder.ts';
import { type DownloadProgress, takeCopy } from './take-copy.ts';

export interface InitSite {
  readonly dir: string;
  readonly centralUrl: string;
  readonly code: string;
  readonly adminPassword: string;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

export interface InitialisedSite {
  readonly site_id: number;
  readonly name: string;
  /** Rows that this call downloaded. */
  readonly pulled: number;
}

/**
 * Enrols a folder as a site and downloads all it needs. Cut off anywhere, the same call goes on where it stopped:
 * what central answered is kept before anything else is done, and a whole page is never asked for again.
 */
export async function initSite(asked: InitSite): Promise<Result<InitialisedSite>> {
  const { dir, adminPassword } = asked;
  const url = addressOf(asked.centralUrl);
  if (url === undefined) return refused(badAddress({ url: asked.centralUrl.slice(0, 200) }));
  const sound = passwordRefusal(adminPassword, { username: 'admin', atInit: true });
  if (!sound.ok) return sound;
  return usingFolder(dir, async () => {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const held = holdFolder(dir);
    if (!held.ok) return held;
    try {
      const config = await enrolledConfig(asked, url);
      return config.ok ? await download(asked, config.value) : config;
    } finally {
      held.value.release();
    }
  });
}

/** What this folder is, or becomes now by the code. */
async function enrolledConfig({ dir, code }: InitSite, url: string): Promise<Result<RemoteConfig>> {
  const code_hash = createHash('sha256').update(bareCode(code)).digest('hex');
  const known = await readConfig(dir);
  if (!known.ok) return known;
  if (known.value !== undefined) {
    if (known.value.role === 'remote' && known.value.code_hash === code_hash)
      return ok(known.value);
    const name =
      known.value.role === 'central' ? `central, ${known.value.name}` : known.value.enrolled.name;
    return refused(alreadyASite({ dir, name }));
  }
  const signer = await ensureDeviceKey(dir);
  if (!signer.ok) return signer;
  const answer = await enrol({ url, code: code.trim(), signer: signer.value });
  if (!answer.ok) return refused(goingOn(answer.refusal, 0));
  const { central_key, ...enrolled } = answer.value;
  const config: RemoteConfig = {
    format: 1,
    role: 'remote',
    central_url: url,
    central_key,
    enrolled,
    code_hash,
  };
  await writeConfig(dir, config);
  return ok(config);
}

async function download(
  { dir, adminPassword, onProgress }: InitSite,
  config: RemoteConfig,
): Promise<Result<InitialisedSite>> {
  let pulled = 0;
  const onReply = ({ page }: SyncReply) => {
    if (page === undefined) return;
    pulled += page.tables.reduce((sum, { rows }) => sum + rows.length, 0);
    onProgress?.({ pulled, waiting: page.waiting });
  };
  const copy =
    config.founded === true
      ? ok(undefined)
      : await takeCopy({ dir, config, ...(onProgress && { onProgress }) });
  if (!copy.ok) return copy;
  if (copy.value !== undefined) pulled += copy.value.rows;
  const opened = await openHeld(dir, config, {
    onReply,
    founding: copy.value === undefined ? {} : { marks: copy.value.marks },
  });
  if (!opened.ok) return opened;
  const { site, close } = opened.value;
  try {
    if (config.founded !== true) await writeConfig(dir, { ...config, founded: true });
    const hash = await passwords().hash(adminPassword);
    if (!hash.ok) return hash;
    const made = await createAdministrator(site, { username: 'admin', password_hash: hash.value });
    if (!made.ok) return made;
    const run = await site.sync();
    if (run.error !== null) return refused(goingOn(run.error, pulled));
    return ok({ site_id: config.enrolled.site_id, name: config.enrolled.name, pulled });
  } finally {
    await close();
  }
}

/** What has arrived is kept, and people should know what to do about the rest. */
function goingOn(refusal: Refusal, pulled: number): Refusal {
  const again = 'Run the same command again when the network is back: it goes on where it stopped.';
  const kept = pulled === 0 ? '' : ` ${pulled} rows have arrived and stay.`;
  return {
    ...refusal,
    details: { ...refusal.details, pulled },
    next: refusal.kind === 'unreachable' ? `${again}${kept}` : `${refusal.next}${kept}`,
  };
}

function addressOf(given: string): string | undefined {
  const text = given.trim();
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const plain = url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!plain || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function bareCode(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '');
}
