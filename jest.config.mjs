// Native ES modules (several dependencies ship nothing else); swc strips the types, tsc checks them in `npm run check`.
import { availableParallelism } from 'node:os';

export default {
  rootDir: '.',
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript' },
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  // For what hangs: no test fails because the machine is busy.
  testTimeout: 600_000,
  // Jest leaves one core free for a person who watches: nobody does.
  maxWorkers: availableParallelism(),
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  reporters: ['default', '<rootDir>/test/support/slowest.mjs'],
  // Modules that jest has loaded natively are never freed: a worker that holds too many of them begins anew.
  workerIdleMemoryLimit: '1GB',
};
