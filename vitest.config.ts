// Test projects: unit needs nothing, database a real PostgreSQL, journeys a real browser, faults and conformance the whole program.
import { defineConfig } from 'vitest/config';
import EndEndless from './tests/support/end-endless.ts';

const withDatabase = {
  globalSetup: ['tests/support/global-database.ts'],
  // Generous: a slow machine must not look like a fault.
  testTimeout: 120_000,
  hookTimeout: 240_000,
  // Each file has a program and a database of its own; to load the program's modules anew for each took half the time.
  isolate: false,
};

export default defineConfig({
  test: {
    // Libraries do here what they do for people; one of them writes files when it sees `test`.
    env: { NODE_ENV: 'production' },
    // What comes by another process comes within a second; on a busy machine it may take long and is no fault.
    expect: { poll: { timeout: 60_000 } },
    reporters: ['default', new EndEndless()],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/architecture/**/*.test.ts'],
          exclude: ['**/*.{db,journey}.test.{ts,tsx}'],
          // Property tests run on slow machines, too.
          testTimeout: 60_000,
          setupFiles: ['tests/support/bounded-properties.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['src/**/*.db.test.{ts,tsx}', 'tests/database/**/*.test.ts'],
          ...withDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['src/**/*.journey.test.{ts,tsx}', 'tests/journeys/**/*.test.ts'],
          ...withDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], ...withDatabase },
      },
    ],
  },
});
