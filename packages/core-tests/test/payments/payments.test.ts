import { randomUUID } from 'node:crypto'
import { createInbox } from '@bazaar/core/intake'
import { jobType } from '@bazaar/core/jobs'
import { startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import type { Update } from 'grammy/types'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readCounter } from '../bot/counters.ts'
import { createEchoFeature } from '../bot/echo-feature.ts'
import { createShop, createShopFeature, type Shop } from './shop-feature.ts'

const ownerId = 9_001
type Person = ReturnType<TestPlatform['telegram']['user']>

const rowsOf = ({ app }: TestPlatform, { id }: Person) =>
  app.core.db.prisma.payment.findMany({ where: { userId: BigInt(id) }, orderBy: { id: 'asc' } })

const toldOf = ({ told }: Shop, { id }: Person): readonly string[] =>
  told.filter((line) => line.endsWith(` by ${id}`)).map((line) => line.replace(` by ${id}`, ''))

async function comes(platform: TestPlatform, name: string, invoice = '/buy'): Promise<Person> {
  const person = platform.telegram.user(name)
  await person.sends(invoice)
  await person.sees((message) => message.invoice !== null)
  return person
}

/** A message about money, as Telegram delivers it again or without us having asked. */
function chargeMessage(
  person: Person,
  kind: 'successful_payment' | 'refunded_payment',
  chargeId: string,
  payload = 'sh:lamp',
) {
  const from = { id: person.id, is_bot: false, first_name: person.name }
  const receipt = {
    ...{ currency: 'XTR', total_amount: 5, invoice_payload: payload },
    ...{ telegram_payment_charge_id: chargeId, provider_payment_charge_id: `${person.id}_1` },
  }
  const chat = { id: person.id, type: 'private', first_name: person.name }
  return { message: { message_id: 900_000, date: 1_767_600_000, from, chat, [kind]: receipt } }
}

/** A command, as Telegram would deliver it. */
function said(person: Person, updateId: number, text: string): Update {
  const from = { id: person.id, is_bot: false, first_name: person.name }
  const chat = { id: person.id, type: 'private' as const, first_name: person.name }
  const entities = [{ type: 'bot_command' as const, offset: 0, length: text.length }]
  return { update_id: updateId, message: { message_id: updateId, date: 1_767_600_000, from, chat, text, entities } }
}

/** Takes a table away; call what it gives to bring it back. */
async function withoutTable({ app }: TestPlatform, table: string): Promise<() => Promise<unknown>> {
  const { pool } = app.core.db
  await pool.query(`ALTER TABLE ${table} RENAME TO ${table}_away`)
  return () => pool.query(`ALTER TABLE ${table}_away RENAME TO ${table}`)
}

/** Whether the inbox still holds what the update says. */
async function unfinished({ app }: TestPlatform, updateId: number): Promise<boolean> {
  const { rows } = await app.core.db.pool.query(
    'SELECT FROM core_inbox WHERE update_id = $1 AND done_at IS NULL AND body IS NOT NULL',
    [updateId],
  )
  return rows.length > 0
}

async function incidentOf(platform: TestPlatform, person: Person) {
  const [row] = await rowsOf(platform, person)
  return platform.app.core.db.prisma.incident.findUnique({ where: { key: `core:payment:${row?.id}` } })
}

const wantedOf = async ({ app }: TestPlatform) => (await app.bot.api.getWebhookInfo()).allowed_updates

async function refund(platform: TestPlatform, person: Person, chargeId: string): Promise<void> {
  await platform.app.bot.api.refundStarPayment(person.id, chargeId)
}

describe.each(['polling', 'webhook'] as const)('payments by %s', (mode) => {
  const shop = createShop()
  let platform: TestPlatform
  let owner: Person
  beforeAll(async () => {
    platform = await startTestPlatform({
      features: [createShopFeature(shop)],
      mode,
      env: { ADMIN_IDS: String(ownerId), RATE_LIMIT_MAX_REQUESTS: '5' },
      ...(mode === 'webhook' ? { replicas: 2 } : {}),
      patience: { messageMs: 300 },
    })
    owner = platform.telegram.user('Olga', { id: ownerId })
    await owner.sends('/start')
    await owner.sees('shop is open')
  })
  afterAll(() => platform?.stop())

  it('are asked for', async () => {
    await waitFor('updates are asked for', async () => (await wantedOf(platform))?.includes('pre_checkout_query'))
  })

  it('are refused in the words of the feature, in the language of the payer', async () => {
    const anna = await comes(platform, 'Anna', '/buy sh:sold')
    expect(await anna.pays()).toEqual({ outcome: 'refused', error: 'Sold out, <b>lamp</b>' })
    const ivan = platform.telegram.user('Иван', { language: 'ru' })
    await ivan.sends('/buy sh:sold')
    await ivan.sees((message) => message.invoice !== null)
    expect(await ivan.pays()).toMatchObject({ outcome: 'refused', error: expect.stringContaining('Распродано') })
    const boris = await comes(platform, 'Boris', '/buy sh:lamp 7')
    expect(await boris.pays()).toEqual({ outcome: 'refused', error: 'The price has changed' })
    expect(await rowsOf(platform, anna)).toEqual([])
  })

  it('are refused when the check fails, or nobody sells that', async () => {
    const anna = await comes(platform, 'Anna', '/buy sh:broken')
    expect(await anna.pays()).toMatchObject({ outcome: 'refused', error: /could not be checked/ })
    const boris = await comes(platform, 'Boris', '/buy zz:lamp')
    expect(await boris.pays()).toMatchObject({ outcome: 'refused', error: /not on sale/ })
    const clara = await comes(platform, 'Clara', '/buy sh:wordless')
    expect(await clara.pays()).toMatchObject({ outcome: 'refused', error: /could not be checked/ })
  })

  it('have their effect once, however often they are told', async () => {
    const anna = await comes(platform, 'Anna')
    const paid = await anna.pays()
    if (paid.outcome !== 'paid') throw new Error(paid.outcome)
    await anna.sees('Here is your lamp for ⭐\u{a0}5')
    for (let again = 0; again < 3; again += 1)
      platform.standin.rawUpdate(chargeMessage(anna, 'successful_payment', paid.chargeId))
    await anna.sends('/paysupport')
    await anna.sees(/You paid for 1 things/)
    await platform.settle()
    expect(toldOf(shop, anna)).toEqual(['paid lamp 5 XTR'])
    expect(anna.botMessages('Here is your')).toHaveLength(1)
    expect(await rowsOf(platform, anna)).toMatchObject([
      {
        chargeId: paid.chargeId,
        owner: 'shop',
        kind: 'sh',
        currency: 'XTR',
        amount: 5n,
        state: 'paid',
        settled: 'paid',
      },
    ])
  })

  it('have their effect once, told to all processes at the same moment', async () => {
    const anna = await comes(platform, 'Anna')
    const charge = chargeMessage(anna, 'successful_payment', `at-once-${mode}`)
    const deliveries = Array.from({ length: 10 }, (_, index) => {
      const update: object = { update_id: 7_000_000 + index, ...charge }
      return platform.replicas[index % platform.replicas.length]?.deliver(update as Update)
    })
    expect(new Set(await Promise.all(deliveries))).toEqual(new Set(['done']))
    await anna.sees('Here is your lamp')
    await platform.settle()
    expect(toldOf(shop, anna)).toEqual(['paid lamp 5 XTR'])
    expect(anna.botMessages('Here is your')).toHaveLength(1)
  })

  it('go through while the person is over the limit, in a form, and their chat is throttled', async () => {
    const anna = await comes(platform, 'Anna')
    await anna.sends('/order')
    await anna.sees('What do you want?')
    for (let n = 0; n < 6; n += 1) await anna.sends('/start')
    await anna.sees(/a lot at once/)
    platform.standin.faults.add({ chat_id: anna.id, kind: '429', retry_after: 3_600, times: null })
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await waitFor('the lamp is sold', () => toldOf(shop, anna).length === 1)
    platform.standin.faults.clear()
    const [draft] = await platform.app.core.db.prisma.formDraft.findMany({ where: { userId: BigInt(anna.id) } })
    expect(draft).toBeDefined()
  })

  it('go through while a handler of the same chat hangs', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    shop.hanging = promise
    const anna = await comes(platform, 'Anna')
    await anna.sends('/hang')
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await anna.sees('Here is your lamp')
    expect(anna.botMessages('No longer hanging')).toEqual([])
    resolve()
    await anna.sees('No longer hanging')
  })

  it('go back once, however often that is told', async () => {
    const anna = await comes(platform, 'Anna')
    const paid = await anna.pays()
    if (paid.outcome !== 'paid') throw new Error(paid.outcome)
    await anna.sees('Here is your lamp')
    await refund(platform, anna, paid.chargeId)
    platform.standin.rawUpdate(chargeMessage(anna, 'refunded_payment', paid.chargeId))
    platform.standin.rawUpdate(chargeMessage(anna, 'successful_payment', paid.chargeId))
    await waitFor('it went back', () => toldOf(shop, anna).length === 2)
    await anna.sends('/start')
    await anna.sees('shop is open')
    expect(toldOf(shop, anna)).toEqual(['paid lamp 5 XTR', 'refunded lamp 5 XTR'])
    expect(await rowsOf(platform, anna)).toMatchObject([{ state: 'refunded', settled: 'refunded' }])
  })

  it('that the feature fails at are kept, told and tried again', async () => {
    shop.fails = 2
    const anna = await comes(platform, 'Anna')
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await anna.sees(/Your payment of ⭐\u{a0}5 has arrived, but/u)
    await owner.sees(/core:payment:\d+.*paid, but it failed: 5 XTR, shop/s)
    expect(await rowsOf(platform, anna)).toMatchObject([{ state: 'paid', settled: 'none' }])
    await platform.advance(10 * 60_000)
    expect(await rowsOf(platform, anna)).toMatchObject([{ settled: 'none' }])
    await platform.advance(10 * 60_000)
    await anna.sees('Here is your lamp')
    expect(toldOf(shop, anna)).toEqual(['paid lamp 5 XTR'])
    expect(anna.botMessages(/has arrived, but/)).toHaveLength(1)
    expect(await incidentOf(platform, anna)).toMatchObject({ closedAt: expect.any(Date) })
  })

  it('that the feature never dealt with go back without it', async () => {
    shop.fails = 1
    const anna = await comes(platform, 'Anna')
    const paid = await anna.pays()
    if (paid.outcome !== 'paid') throw new Error(paid.outcome)
    await anna.sees(/has arrived, but/)
    await refund(platform, anna, paid.chargeId)
    await waitFor('it went back', async () => (await rowsOf(platform, anna))[0]?.settled === 'refunded')
    await platform.advance(10 * 60_000)
    expect(toldOf(shop, anna)).toEqual([])
    expect(await incidentOf(platform, anna)).toMatchObject({ closedAt: expect.any(Date) })
  })

  it('that nobody claims are kept and told', async () => {
    const anna = await comes(platform, 'Anna')
    platform.standin.rawUpdate(chargeMessage(anna, 'successful_payment', `unknown-${mode}`, 'zz:1'))
    await anna.sees(/has arrived, but/)
    await owner.sees(/paid, but nobody takes it: 5 XTR, unknown invoice/)
    expect(await rowsOf(platform, anna)).toMatchObject([{ owner: null, payload: 'zz:1', settled: 'none' }])
    await anna.sends('/delete')
    await anna.sees(/has not been delivered yet/)
  })

  it('whose refund comes first bring nothing', async () => {
    const anna = await comes(platform, 'Anna')
    platform.standin.rawUpdate(chargeMessage(anna, 'refunded_payment', `early-${mode}`))
    await owner.sees(/refunded, but never paid: 5 XTR, shop/)
    platform.standin.rawUpdate(chargeMessage(anna, 'successful_payment', `early-${mode}`))
    await waitFor('both are known', async () => (await rowsOf(platform, anna))[0]?.paidAt !== null)
    expect(toldOf(shop, anna)).toEqual([])
    expect(await rowsOf(platform, anna)).toMatchObject([{ state: 'refunded', settled: 'refunded' }])
    expect(await incidentOf(platform, anna)).toMatchObject({ closedAt: expect.any(Date) })
  })
})

describe('a shop that takes its time', () => {
  const shop = createShop()
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createShopFeature(shop)], patience: { checkMs: 300 } })
  })
  afterAll(() => platform?.stop())

  it('has its payers refused in time, and its answer no longer counts', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const anna = await comes(platform, 'Anna')
    shop.checking = promise
    expect(await anna.pays()).toMatchObject({ outcome: 'refused', error: /could not be checked/ })
    resolve()
    shop.checking = Promise.resolve()
    await anna.sends('/start')
    await anna.sees('shop is open')
  })

  it('refuses too when the question cannot even be written down', async () => {
    const anna = await comes(platform, 'Anna')
    const { pool } = platform.app.core.db
    await pool.query('ALTER TABLE core_inbox RENAME TO core_inbox_away')
    const paying = anna.pays()
    expect(await paying).toMatchObject({ outcome: 'refused', error: /could not be checked/ })
    await pool.query('ALTER TABLE core_inbox_away RENAME TO core_inbox')
    await anna.sends('/start')
    await anna.sees('shop is open')
    expect(platform.standin.stats().findings).toEqual([])
  })
})

describe('a bot in trouble', () => {
  const shop = createShop()
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({
      features: [createShopFeature(shop)],
      env: { RATE_LIMIT_MAX_REQUESTS: '100000' },
    })
  })
  afterAll(() => platform?.stop())

  it('sells to people of whom more waits than may', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const anna = await comes(platform, 'Anna')
    shop.hanging = promise
    for (let n = 0; n < 300; n += 1) await anna.sends('/hang')
    await anna.sees(/a lot at once/)
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await anna.sees('Here is your lamp')
    expect(anna.botMessages('No longer hanging')).toEqual([])
    resolve()
  })

  it('is handled again after the database went away in the middle', async () => {
    const anna = await comes(platform, 'Anna')
    shop.disconnects = 2
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await anna.sees('Here is your lamp')
    expect(toldOf(shop, anna)).toEqual(['paid lamp 5 XTR'])
    expect(anna.botMessages('Here is your')).toHaveLength(1)
    expect(anna.botMessages(/has arrived, but/)).toEqual([])
  })

  it('is kept though the feature loses connections of its own, for ever', async () => {
    const anna = await comes(platform, 'Anna')
    shop.disconnects = Number.POSITIVE_INFINITY
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await anna.sees(/has arrived, but/)
    expect(await rowsOf(platform, anna)).toMatchObject([{ state: 'paid', settled: 'none' }])
    shop.disconnects = 0
    await platform.advance(10 * 60_000)
    await anna.sees('Here is your lamp')
  })

  it('tries again whatever became of the tries before', async () => {
    const anna = await comes(platform, 'Anna')
    shop.fails = 1
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await anna.sees(/has arrived, but/)
    const { pool } = platform.app.core.db
    await pool.query("DELETE FROM core_schedule WHERE key LIKE 'core:payment:%'")
    await platform.advance(10 * 60_000)
    await anna.sees('Here is your lamp')
    expect(toldOf(shop, anna)).toEqual(['paid lamp 5 XTR'])
  })

  it('records what could not be recorded as soon as that goes, without a new start', async () => {
    const anna = await comes(platform, 'Anna')
    const told = () => platform.logged.filter((line) => line.includes('could not be recorded')).length
    const [before, counted] = [told(), await readCounter(platform.app, 'errors_total')]
    const back = await withoutTable(platform, 'core_payment')
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await waitFor('it was tried more than once', () => told() >= before + 2)
    expect(await readCounter(platform.app, 'errors_total')).toBeGreaterThan(counted)
    await back()
    await anna.sees('Here is your lamp')
    expect(await rowsOf(platform, anna)).toMatchObject([{ state: 'paid', settled: 'paid' }])
    expect(toldOf(shop, anna)).toEqual(['paid lamp 5 XTR'])
  })

  it('tries to answer again when Telegram does not listen', async () => {
    const anna = await comes(platform, 'Anna')
    platform.standin.faults.add({ method: 'answerPreCheckoutQuery', kind: '500', times: 1 })
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
  })
})

describe('a message of a shop with replicas', () => {
  const shop = createShop()
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createShopFeature(shop)], mode: 'webhook', replicas: 2 })
  })
  afterAll(() => platform?.stop())

  it('does not overtake an older one of its chat, which another process began with', async () => {
    const anna = await comes(platform, 'Anna')
    const { pool } = platform.app.core.db
    const values = [platform.account.id, 7_200_000, `chat:${anna.id}`]
    await pool.query(
      `INSERT INTO core_inbox (bot_id, update_id, delivery_key, owner, leased_until)
       VALUES ($1, $2, $3, 'elsewhere', now() + interval '1 h')`,
      values,
    )
    expect(await platform.app.deliver(said(anna, 7_200_001, '/hang'))).toEqual({ retryAfterSeconds: 1 })
    expect(await platform.replicas[1]?.deliver(said(anna, 7_200_002, '/hang'))).toEqual({ retryAfterSeconds: 1 })
    expect(anna.botMessages('No longer hanging')).toEqual([])
    await pool.query('UPDATE core_inbox SET done_at = now() WHERE bot_id = $1 AND update_id = $2', values.slice(0, 2))
    await waitFor('both are handled', () => anna.botMessages('No longer hanging').length === 2)
  })

  it('waits for one that hangs for a minute at most', async () => {
    const anna = await comes(platform, 'Anna')
    await platform.app.core.db.pool.query(
      `INSERT INTO core_inbox (bot_id, update_id, delivery_key, owner, leased_until, received_at)
       VALUES ($1, $2, $3, 'elsewhere', now() + interval '1 h', now() - interval '2 min')`,
      [platform.account.id, 7_300_000, `chat:${anna.id}`],
    )
    expect(await platform.app.deliver(said(anna, 7_300_001, '/hang'))).toBe('done')
    await anna.sees('No longer hanging')
  })
})

describe('a question about a payment', () => {
  it('is answered again in time when the first answer never arrives', async () => {
    const platform = await startTestPlatform({ features: [createShopFeature()] })
    try {
      const anna = await comes(platform, 'Anna')
      // Longer than Telegram waits: without a second try it is lost.
      const stalls = { kind: 'slow', delay_ms: 15_000, times: 1 } as const
      platform.standin.faults.add({ method: 'answerPreCheckoutQuery', ...stalls })
      expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
      await anna.sees('Here is your lamp')
    } finally {
      await platform.stop()
    }
  })
})

describe('a shop that hangs', () => {
  const shop = createShop()
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createShopFeature(shop)], patience: { hookMs: 1_000 } })
  })
  afterAll(() => platform?.stop())

  it('does not hide what was paid', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const anna = await comes(platform, 'Anna')
    shop.paying = promise
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await anna.sees(/has arrived, but/)
    expect(await rowsOf(platform, anna)).toMatchObject([{ state: 'paid', settled: 'none' }])
    expect(anna.botMessages('Here is your')).toEqual([])
    resolve()
  })

  it('does not hide it when it hangs in the database either', async () => {
    const anna = await comes(platform, 'Anna')
    const { pool } = platform.app.core.db
    shop.paying = Promise.resolve()
    const blocker = await pool.connect()
    try {
      await blocker.query('SELECT pg_advisory_lock(4711)')
      shop.advisory = 4711n
      expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
      await anna.sees(/has arrived, but/)
    } finally {
      await blocker.query('SELECT pg_advisory_unlock(4711)')
      blocker.release()
      shop.advisory = undefined
    }
    expect(await rowsOf(platform, anna)).toMatchObject([{ state: 'paid', settled: 'none' }])
  })
})

describe('a payment that a dead process left', () => {
  const shop = createShop()
  let platform: TestPlatform
  let nextId = 8_000_000
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createShopFeature(shop)] })
  })
  afterAll(() => platform?.stop())

  /** Recorded by a process that is no more, which was not the first. */
  async function leave(person: Person, chargeId: string, attempts: number): Promise<Update> {
    const { db, keyring, log } = platform.app.core
    const dead = { owner: randomUUID(), owners: new Set<bigint>(), sourceOf: () => '', shared: false }
    const inbox = createInbox({ db, keyring, log, botId: platform.account.id, ...dead })
    nextId += 1
    const update: object = { update_id: nextId, ...chargeMessage(person, 'successful_payment', chargeId) }
    await inbox.arrive([update as Update])
    await db.pool.query(
      "UPDATE core_inbox SET attempts = $2, leased_until = now() - interval '1 s' WHERE update_id = $1",
      [nextId, attempts],
    )
    return update as Update
  }

  it('is taken up by the next one', async () => {
    const anna = await comes(platform, 'Anna')
    await leave(anna, 'left-behind', 1)
    await platform.restart()
    await anna.sees('Here is your lamp')
    await platform.restart()
    expect(toldOf(shop, anna)).toEqual(['paid lamp 5 XTR'])
    expect(await rowsOf(platform, anna)).toMatchObject([{ state: 'paid', settled: 'paid' }])
  })

  it('is kept without its feature when it ended its process every time', async () => {
    const anna = await comes(platform, 'Anna')
    await leave(anna, 'deadly', 3)
    await platform.restart()
    await anna.sees(/has arrived, but/)
    expect(await rowsOf(platform, anna)).toMatchObject([{ state: 'paid', settled: 'none' }])
    const boris = await comes(platform, 'Boris')
    const update = await leave(boris, 'deadly-too', 3)
    expect(await platform.app.deliver(update)).toBe('done')
    await boris.sees(/has arrived, but/)
    expect([...toldOf(shop, anna), ...toldOf(shop, boris)]).toEqual([])
  })

  it('is given up only when it is recorded, and holds up nobody until then', async () => {
    const anna = await comes(platform, 'Anna')
    const boris = await comes(platform, 'Boris')
    const deadly = await leave(anna, 'deadly-and-stuck', 3)
    nextId += 1
    const other: object = { update_id: nextId, ...chargeMessage(boris, 'successful_payment', 'beside-it') }
    const back = await withoutTable(platform, 'core_payment')
    // Of one moment, so they are one batch.
    const answers = Promise.all([platform.app.deliver(deadly), platform.app.deliver(other as Update)])
    expect(await answers).toEqual([{ retryAfterSeconds: 1 }, { retryAfterSeconds: 1 }])
    expect(await unfinished(platform, deadly.update_id)).toBe(true)
    await back()
    await anna.sees(/has arrived, but/)
    await boris.sees('Here is your lamp')
    await waitFor('it is done', async () => !(await unfinished(platform, deadly.update_id)))
    expect(toldOf(shop, anna)).toEqual([])
  })
})

describe('a payment whose feature was switched off meanwhile', () => {
  const shop = createShop()
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createShopFeature(shop), createEchoFeature()] })
  })
  afterAll(() => platform?.stop())

  it('waits for it, and is dealt with when it is back', async () => {
    const anna = await comes(platform, 'Anna')
    await platform.restart({ FEATURES: 'echo' })
    platform.standin.rawUpdate(chargeMessage(anna, 'successful_payment', 'while-off'))
    await anna.sees(/has arrived, but/)
    expect(await rowsOf(platform, anna)).toMatchObject([{ owner: 'shop', settled: 'none' }])
    await platform.restart({ FEATURES: 'echo,shop' })
    await platform.settle()
    await anna.sees('Here is your lamp')
    expect(await rowsOf(platform, anna)).toMatchObject([{ settled: 'paid' }])
    await platform.restart()
    await platform.settle()
    expect(toldOf(shop, anna)).toEqual(['paid lamp 5 XTR'])
  })
})

describe('what people see of their payments', () => {
  const shop = createShop()
  let platform: TestPlatform
  let owner: Person
  beforeAll(async () => {
    platform = await startTestPlatform({
      features: [createShopFeature(shop)],
      env: { ADMIN_IDS: String(ownerId), RATE_LIMIT_MAX_REQUESTS: '100000' },
    })
    owner = platform.telegram.user('Olga', { id: ownerId })
    await owner.sends('/start')
    await owner.sees('shop is open')
  })
  afterAll(() => platform?.stop())

  it('/paysupport opens the way to people', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/paysupport')
    await anna.sees(/have not paid for anything/)
    await anna.presses('✍️ Write about a payment')
    await anna.sees(/Which payment/)
    await anna.sends('I paid for a lamp and got none.')
    await anna.sees(/If a picture helps/)
    await anna.presses('Skip')
    await anna.sees(/Is everything right/)
    await anna.presses('✅ Send')
    await anna.sees(/Your number is S\d+/)
    await platform.settle()
    await owner.sees(/S\d+: A payment, author: Anna/)
  })

  it('/paysupport shows the way to people too when a feature does not know', async () => {
    shop.fails = 1
    const anna = platform.telegram.user('Anna')
    await anna.sends('/paysupport')
    const shown = await anna.sees(/cannot be shown right now/)
    expect(shown.buttons.flat().map(({ text }) => text)).toContain('✍️ Write about a payment')
  })

  it('/delete waits for a refund that its feature could not deal with', async () => {
    const anna = await comes(platform, 'Anna')
    const paid = await anna.pays()
    if (paid.outcome !== 'paid') throw new Error(paid.outcome)
    await anna.sees('Here is your lamp')
    shop.fails = 1
    await refund(platform, anna, paid.chargeId)
    await waitFor('it waits', async () => (await rowsOf(platform, anna))[0]?.state === 'refunded')
    await anna.sends('/delete')
    await anna.sees(/went back to you, but this has not been dealt with yet/)
    await platform.advance(10 * 60_000)
    expect(toldOf(shop, anna)).toEqual(['paid lamp 5 XTR', 'refunded lamp 5 XTR'])
    await anna.sends('/delete')
    await anna.sees('Delete your data?')
  })

  it('/delete waits for what came while it was asked for', async () => {
    const anna = await comes(platform, 'Anna')
    await anna.sends('/delete')
    await anna.sees('Delete your data?')
    shop.fails = 1
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await anna.sees(/has arrived, but/)
    const { db } = platform.app.core
    const store = platform.storeOf('core')
    const erasing = db.tx((tx) => store.eraseUser(tx, BigInt(anna.id)))
    await expect(erasing).rejects.toMatchObject({ key: 'core-payment-erase-waiting' })
    await anna.presses('🗑 Yes, delete everything')
    await anna.sees(/has not been delivered yet/)
    await platform.advance(10 * 60_000)
    await anna.sees('Here is your lamp')
  })

  it('/delete does not destroy what could not be recorded yet', async () => {
    const anna = await comes(platform, 'Anna')
    const store = platform.storeOf('core')
    const back = await withoutTable(platform, 'core_payment')
    const tried = platform.logged.length
    expect(await anna.pays()).toMatchObject({ outcome: 'paid' })
    await waitFor('it cannot be recorded', () =>
      platform.logged.slice(tried).some((line) => line.includes('could not be recorded')),
    )
    const { db } = platform.app.core
    const erasing = db.tx((tx) => store.eraseUser(tx, BigInt(anna.id)))
    await expect(erasing).rejects.toMatchObject({ key: 'core-payment-erase-waiting' })
    await back()
    await anna.sees('Here is your lamp')
  })

  it('what waits too long keeps nobody, and is told to nobody', async () => {
    const anna = await comes(platform, 'Anna')
    platform.standin.rawUpdate(chargeMessage(anna, 'successful_payment', 'unclaimed', 'zz:9'))
    await anna.sees(/has arrived, but/)
    const [row] = await rowsOf(platform, anna)
    if (!row) throw new Error('It is not recorded.')
    await platform.advance(31 * 86_400_000)
    const { db, jobs } = platform.app.core
    const settle = jobType('core.settle-payment', z.object({ id: z.coerce.bigint() }))
    await db.tx((tx) => platform.storeOf('core').eraseUser(tx, BigInt(anna.id)))
    await db.tx((tx) => jobs.enqueue(tx, settle, { id: row.id }))
    await platform.settle()
    expect(await db.prisma.notification.findMany({ where: { entity: `payment:${row.id}` } })).toEqual([])
  })

  it('/export names them, /delete leaves an account without a person', async () => {
    const anna = await comes(platform, 'Anna')
    const paid = await anna.pays()
    if (paid.outcome !== 'paid') throw new Error(paid.outcome)
    await anna.sees('Here is your lamp')
    const id = BigInt(anna.id)
    const { chargeId } = paid
    const store = platform.storeOf('core')
    expect(await store.exportUser(id)).toMatchObject({ payments: [{ chargeId, payload: 'sh:lamp', state: 'paid' }] })
    const { db } = platform.app.core
    await db.tx((tx) => store.eraseUser(tx, id))
    expect(await rowsOf(platform, anna)).toEqual([])
    const left = await db.prisma.payment.findUnique({ where: { chargeId } })
    expect(left).toMatchObject({ amount: 5n, owner: 'shop', payload: null, providerChargeId: null })
    await refund(platform, anna, chargeId)
    await waitFor('the refund is known', () => toldOf(shop, anna).includes('refunded lamp 5 XTR'))
    expect(await rowsOf(platform, anna)).toEqual([])
  })
})

describe('a bot that sells nothing', () => {
  it('asks for no questions about payments, and still keeps money that comes', async () => {
    const platform = await startTestPlatform({ features: [createEchoFeature()] })
    try {
      const anna = platform.telegram.user('Anna')
      await anna.sends('/start')
      await anna.sees('Echo is open')
      await anna.sends('/paysupport')
      await anna.sees(/Nothing is sold/)
      platform.standin.rawUpdate(chargeMessage(anna, 'successful_payment', 'from-elsewhere'))
      await anna.sees(/has arrived, but/)
      expect(await rowsOf(platform, anna)).toMatchObject([{ owner: null, settled: 'none' }])
      expect(await wantedOf(platform)).not.toContain('pre_checkout_query')
    } finally {
      await platform.stop()
    }
  })
})
