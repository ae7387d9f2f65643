// Builds the chat page from the first folder into the second. A process of its own: Vite changes NODE_ENV, and the work is done on another core.
import { build } from 'vite'

const [root, outDir] = process.argv.slice(2)
if (!root || !outDir) throw new Error('Usage: build-page.ts SOURCES TARGET')

await build({
  configFile: false,
  root,
  logLevel: 'warn',
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // Its polyfill would be a script in the page, which the content policy rightly forbids.
    modulePreload: false,
    sourcemap: true,
    reportCompressedSize: false,
  },
})
