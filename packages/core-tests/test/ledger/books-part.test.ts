import { openCommandLine } from '@bazaar/core/app'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { localesOf } from '../bot/probe-feature.ts'
import { refusal, shopLedger } from './books.ts'
import { holdOf, spend } from './night.ts'

const keys = ['shop-title', ...new Set((shopLedger.reasons ?? []).map(({ text }) => text))]
const told: string[] = []

const shop: Feature = defineFeature({
  id: 'shop',
  code: 'sh',
  env: {},
  locales: localesOf(`${keys.map((key) => `${key} = Shop { $entity }`).join('\n')}\n`),
  build: () => [
    {
      ledger: {
        ...shopLedger,
        holds: [{ reason: 'shop-order', onExpired: async (_tx, { key }) => void told.push(key) }],
      },
      eraseUser: async () => undefined,
      exportUser: async () => ({}),
    },
  ],
})

let platform: TestPlatform
const ownerId = 9_001
beforeAll(async () => {
  platform = await startTestPlatform({ features: [shop], env: { ADMIN_IDS: String(ownerId) } })
})
afterAll(() => platform?.stop())

const hourMs = 3_600_000

async function check(...args: string[]): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const line = await openCommandLine(platform.config, platform.databaseUrl)
  const lines: string[] = []
  try {
    const verb = line.verbs.find(({ name }) => name === 'ledger:check')
    return { code: (await verb?.run(args, (text) => lines.push(text))) ?? -1, lines }
  } finally {
    await line.close()
  }
}

it('nights seal, check and tell the owners; the command line checks at once', async () => {
  const { db, ledger } = platform.app.core
  const owner = platform.telegram.user('Olga', { id: ownerId })
  await owner.sends('/start')
  await owner.sees(/./)
  const books = { clock: platform.clock } as never
  await db.tx((tx) =>
    ledger.post(tx, {
      ...{ key: 'shop:walk:1', reason: 'shop-walk', entity: 'K1' },
      legs: [
        { kind: 'shop-issued', owner: 'system', currency: 'PTS', amount: -100n },
        { kind: 'core-wallet', owner: { user: 1n }, currency: 'PTS', amount: 100n },
      ],
    }),
  )
  await db.tx((tx) => ledger.hold(tx, holdOf(books, '1', 1n, 10n)))
  await platform.advance(hourMs + 60_000)
  expect(told).toEqual(['shop:order:1'])
  await platform.advance(24 * hourMs)
  await owner.sends('/admin')
  await owner.sees(/Ledger – last closed day: 5 Jan, its control code: [0-9a-f]{12}/)
  expect(await check('--most')).toMatchObject({ code: 1, lines: ['Usage: ledger:check [--all]'] })
  expect(await check('--all')).toEqual({ code: 0, lines: ['The books are well: 8 checks found nothing.'] })

  await db.pool.query('ALTER TABLE core_ledger_posting DISABLE TRIGGER USER')
  await db.pool.query(`UPDATE core_ledger_posting SET entity = 'K2' WHERE entity = 'K1'`)
  await platform.advance(24 * hourMs)
  await owner.sees(/core:ledger-I8/)
  await owner.sends('/admin')
  await owner.sees(/payouts are paused, checks found mistakes: I8/)
  expect(await refusal(db.tx((tx) => ledger.post(tx, spend('2', 1n, 1n, true))))).toBe('core-ledger-frozen')
  expect((await platform.operations('/metrics')).body).toMatch(/^ledger_findings 1$/m)
  expect(await check()).toMatchObject({
    code: 1,
    lines: [expect.stringMatching(/^I8: what was posted up to 2026-01-05/), expect.stringMatching(/^I8 found/)],
  })
  await db.pool.query(`UPDATE core_ledger_posting SET entity = 'K1' WHERE entity = 'K2'`)
  await platform.advance(24 * hourMs)
  await owner.sees(/Over.*core:ledger-I8/)
  expect((await platform.operations('/metrics')).body).toMatch(/^ledger_findings 0$/m)
})
