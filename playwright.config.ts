import { defineConfig } from '@playwright/test';

// npm test finds a free one, so that two runs on one machine do not meet.
const PORT = Number(process.env['TEST_PORT'] ?? 4611);
const ORIGIN = `http://127.0.0.1:${PORT}`;

/** Tests in a real browser against the built site, served by the intake as in operation. */
export default defineConfig({
  testDir: 'tests/browser',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  use: {
    baseURL: ORIGIN,
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node src/intake/server.ts',
    url: `${ORIGIN}/healthz`,
    env: {
      PORT: String(PORT),
      HOST: '127.0.0.1',
      DIST_DIR: process.env['DIST_DIR'] ?? 'dist',
      // Playwright empties this folder before it starts the server: complaints of earlier runs are gone.
      VAR_DIR: 'test-results/var',
    },
  },
});
