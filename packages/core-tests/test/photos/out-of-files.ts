// Opens a picture where no file can be opened any more. Started by from-bytes.test.ts with a low limit of open files.
import { openSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Files } from '@bazaar/core/files'
import { createLogger } from '@bazaar/core/log'
import { createPhotos } from '@bazaar/core/photos'

const nowhere: Files = {
  put: async () => undefined,
  get: async () => undefined,
  has: async () => false,
  remove: async () => undefined,
}
const photos = createPhotos({
  files: nowhere,
  log: createLogger({ level: 'silent' }),
  download: () => Promise.reject(new Error('nobody sent a file')),
})
try {
  for (;;) openSync('/dev/null', 'r')
} catch {}
const begin = Buffer.from([0xff, 0xd8, 0xff])
await photos.fromBytes(begin, 'no-room').catch(({ key }) => console.log(key))
// What nobody caught comes a moment later.
await delay(10)
console.log('and goes on')
