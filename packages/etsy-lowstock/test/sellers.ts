import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll } from 'vitest'
import { etsyLowstock } from '../src/index.ts'
import { comes } from './etsy-bot.ts'
import { createRows } from './rows.ts'

/** For each test file a new one. */
export let platform: TestPlatform
export let rows: ReturnType<typeof createRows>

export const notice = /The term 'Etsy' is a trademark of Etsy, Inc\./

/** Gives the tests of the file a bot, and shops as if they had been linked and looked at. */
export function useSellers(): void {
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [etsyLowstock], startAt: new Date('2026-03-02T10:00:00Z') })
    rows = createRows(platform.app.core.db, () => platform.clock.now())
  })
  afterAll(() => platform?.stop())
}

export const person = (name: string, language = 'en') => comes(platform, name, language)

/** A seller with a shop whose alerts come to their own chat. */
export async function seller(name: string, language = 'en') {
  const owner = await person(name, language)
  const shop = await rows.shop(owner.id, `${name}’s ceramics`)
  await rows.chat(shop.id, owner.id, owner.id)
  return { owner, shop }
}

export const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] } | undefined) =>
  message?.buttons.flat().map(({ text }) => text) ?? []
