import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Its variant for browsers decodes with innerHTML, which a worker does not have and Trusted Types forbid. */
const decodeEntities = {
  find: /^decode-named-character-reference$/,
  replacement: fileURLToPath(new URL('node_modules/decode-named-character-reference/index.js', import.meta.url)),
};

export default defineConfig({
  plugins: [react(), tailwindcss()],
  // Any path: the built page finds its parts beside itself, and the server writes the path where it gives it out.
  base: './',
  resolve: { alias: [decodeEntities] },
  build: {
    outDir: 'dist/app',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The script of the preview's frame is written into the frame's document by the server, which has to know its name.
      input: { index: 'index.html', 'preview-frame': 'src/preview-frame.ts' },
      output: {
        entryFileNames: ({ name }) => (name === 'preview-frame' ? 'preview-frame.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  worker: { format: 'es' },
  test: {
    setupFiles: ['test/browser/harness/undo-at-end.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          // Modules are read once for all files: reading them anew for each took half of the time. No test replaces a module
          // or leaves a global behind.
          environment: 'node',
          include: ['src/**/*.test.ts', 'mocks/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          isolate: false,
          setupFiles: ['test/own-databases.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          testTimeout: 30_000,
          // Parts that are fetched when they are needed may take longer than a second on a busy machine.
          expect: { poll: { timeout: 10_000 } },
          include: ['src/**/*.test.tsx'],
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // One process for all files, and one browser: starting them for each took a twentieth of the time.
          isolate: false,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
