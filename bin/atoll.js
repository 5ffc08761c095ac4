#!/usr/bin/env node
// Plain JavaScript that any Node can parse, so that a wrong Node is told so in one sentence.
const major = Number(process.versions.node.split('.')[0]);

if (major < 24) {
  process.stderr.write(
    `atoll needs Node 24 and this is Node ${process.versions.node}: run it as "npx atoll", which uses the Node that "npm ci" installed.\n`,
  );
  process.exitCode = 2;
} else {
  await import('../dist/cli/main.js');
}
