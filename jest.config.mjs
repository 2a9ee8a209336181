// Native ES modules (several dependencies ship nothing else); swc strips the types, tsc checks them in `npm run check`.
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
  testTimeout: 120_000,
  // Browsers and simulated calls wait more than they compute, so each core takes a file at a time.
  maxWorkers: '100%',
  // Modules that jest has loaded natively are never freed: a worker that holds too many of them begins anew.
  workerIdleMemoryLimit: '1GB',
};
