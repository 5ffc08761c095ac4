import type { Result } from '#base';
import type { AskReply, AskRequest, SyncReply, SyncRequest } from '#protocol';

/** The code with which a link refuses once it was closed: this says nothing about central. */
export const LINK_CLOSED = 'transport.link-closed';

/** How a remote site reaches central. A refusal means: nothing is known to have happened; ask again later. */
export interface Link {
  readonly exchange: (request: SyncRequest) => Promise<Result<SyncReply>>;
  /** Puts one question to central; absent where a link carries the sync alone. */
  readonly ask?: (request: AskRequest) => Promise<Result<AskReply>>;
  /** How many rows a page should have on this link as measured so far; absent where links are not measured. */
  readonly pageRows?: () => number;
  /** Likewise how many characters of groups one push should hold. */
  readonly pushCharacters?: () => number;
}

/** Central's end of every link: answers one exchange of the site `from`, whose proof of possession was checked. */
export interface Ear {
  readonly serve: (from: number, request: SyncRequest) => Promise<Result<SyncReply>>;
  /** Answers a question of a person there; absent where none are taken. */
  readonly answer?: (from: number, request: AskRequest) => Promise<Result<AskReply>>;
}
