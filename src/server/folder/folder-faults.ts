import { type Result, refused } from '#base';
import { folderNotUsable } from '../refusals.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not use it',
  EPERM: 'this user may not use it',
  EROFS: 'it cannot be written to',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  ENOTDIR: 'it is not a folder',
  EEXIST: 'it is not a folder',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
};

/** What the operating system says about a folder, in words; everything else stays a fault. */
export async function usingFolder<T>(
  dir: string,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await work();
  } catch (thrown) {
    const reason = REASONS[(thrown as { readonly code?: string }).code ?? ''];
    if (reason === undefined) throw thrown;
    return refused(folderNotUsable({ dir, reason }));
  }
}
