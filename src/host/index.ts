export { nodeHost } from './node-host.ts';
export { threadBeside } from './thread-beside.ts';
