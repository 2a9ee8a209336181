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
  // Browsers and telephones wait about as long as they compute: three files at a time keep two cores busy.
  maxWorkers: '150%',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  reporters: ['default', '<rootDir>/test/support/slowest.mjs'],
  // Modules that jest has loaded natively are never freed: a worker that holds too many of them begins anew.
  workerIdleMemoryLimit: '1GB',
};
