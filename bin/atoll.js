#!/usr/bin/env node
// Plain JavaScript that any Node can parse, so that a wrong Node is told so in one sentence.
const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  process.stderr.write(
    `atoll needs Node 24 and this is Node ${process.versions.node}: run it as "npx atoll", which uses the Node that "npm ci" installed.\n`,
  );
  process.exitCode = 2;
} else {
  if (process.argv[2] === 'init' || process.argv[2] === 'serve') {
    // Devices of sites may be small. Said before anything else is loaded; central takes it back (src/cli/spend-memory.ts).
    const { setFlagsFromString } = await import('node:v8');
    setFlagsFromString('--semi-space-growth-factor=1');
    setFlagsFromString('--optimize-for-size');
  }
  await import('../dist/cli/main.js');
}
