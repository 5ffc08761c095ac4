export { type ApiClient, apiClient } from './api-client.ts';
export { appVersion } from './app-version.ts';
export { passwords } from './auth/passwords.ts';
export { type BuiltServer, buildServer } from './build-server.ts';
export { readConfig } from './folder/config.ts';
export { type InitCentral, initCentral } from './folder/init-central.ts';
export {
  type InitialisedSite,
  type InitSite,
  initSite,
} from './folder/init-site.ts';
export { readServerFile, type ServerFile } from './folder/server-file.ts';
export type { DownloadProgress } from './folder/take-copy.ts';
export { type ServedSite, type ServeSite, serveSite } from './serve-site.ts';
export type { ServerParts } from './server-context.ts';
