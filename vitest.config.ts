import { defineConfig } from 'vitest/config';

// Sources are tested as they stand, not the build: the condition of package.json's `imports` map.
const conditions = ['source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  cacheDir: '.cache/vite',
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.process.test.ts'],
          // Files share a process: no module holds state, so nothing can leak, and it is much faster.
          isolate: false,
          // No test is about speed: this only ends one that hangs, on a machine with other work too.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: ['src/**/*.process.test.ts'],
          // These start servers and kill them: one at a time, with time to do it.
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
