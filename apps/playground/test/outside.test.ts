import path from 'node:path'
import { defineOutside } from '@bazaar/demo-kit'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { openOutside } from '../src/demo/outside.ts'
import { temporaryFolder } from './support/playground-process.ts'

it('tells a stand-in where the bot’s own HTTP will be, and the bot what the stand-in makes of it', async () => {
  const folder = temporaryFolder()
  const carrier = defineOutside({
    name: 'carriers/pigeon',
    title: 'Pigeon',
    answer: z.object({}),
    state: z.object({ calls: z.string() }),
    hasPage: true,
    start: async ({ botUrl }) => ({
      url: 'http://127.0.0.1:1',
      set() {},
      read: () => ({ calls: `${botUrl}/api/parcel-lockers/arrived` }),
      close: async () => undefined,
    }),
    variables: (url, { botUrl }) => ({ CARRIER_URL: url, CARRIER_BACK_URL: `${botUrl}/api/parcel-lockers/back` }),
  })
  try {
    const bot = { botUrl: 'http://127.0.0.1:8080', now: Date.now }
    const opened = await openOutside(carrier, bot, path.join(folder.dir, 'outside'), [])
    expect(opened.read()).toEqual({ calls: 'http://127.0.0.1:8080/api/parcel-lockers/arrived' })
    expect(opened.pageUrl).toBe('http://127.0.0.1:1')
    expect(opened.variables).toEqual({
      CARRIER_URL: 'http://127.0.0.1:1',
      CARRIER_BACK_URL: 'http://127.0.0.1:8080/api/parcel-lockers/back',
    })
  } finally {
    folder.remove()
  }
})
