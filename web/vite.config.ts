import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { contractWithoutSchemas } from './contract-plugin.ts'

/** `bin/node node_modules/vite/bin/vite.js build web` writes `web/dist`, which the server serves as it stands. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [contractWithoutSchemas(), react(), tailwindcss()],
  // Figures and days are formatted, messages are not: the parser of message syntax stays at home (12 kB).
  resolve: {
    alias: [
      {
        find: /^@formatjs\/icu-messageformat-parser$/,
        replacement: '@formatjs/icu-messageformat-parser/no-parser.js',
      },
    ],
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:4400' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
})
