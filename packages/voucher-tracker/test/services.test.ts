import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCli } from '../src/cli.ts'
import { parseTrackedUsers } from '../src/import/tracked-users.ts'
import { eraseUser } from '../src/subscription/personal-data.ts'
import { pauseUser, wakeUser } from '../src/subscription/subscription.repository.ts'
import { fiveHundred, hundred, startVoucherServices, type VoucherServices } from './services-harness.ts'

const anna = 1001n
const boris = 1002n
const signal = new AbortController().signal
let vt: VoucherServices

beforeEach(async () => {
  vt = await startVoucherServices()
})
afterEach(() => vt.stop())

const track = (chatId: bigint, ...rupees: number[]) =>
  vt.services.subscriptions.track(
    chatId,
    chatId,
    rupees.map((one) => BigInt(one) * 100n),
  )
const refAlert = async (chatId: bigint) => {
  const row = await vt.db.prisma.notification.findFirstOrThrow({ where: { chatId }, orderBy: { id: 'desc' } })
  return { id: row.id, chatId, entity: row.entity, transition: row.transition }
}

describe('restocks', () => {
  it('alerts each armed follower of the amount once', async () => {
    await vt.look()
    await track(anna, 100)
    await track(boris, 500)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    await vt.look()
    expect(await vt.alertedChats()).toEqual([anna])
    expect(await vt.state(anna)).toBe('ALERTED')
    expect(await vt.state(boris)).toBe('ARMED')
  })

  it('puts everything that a reading brings into one message', async () => {
    await vt.look()
    await track(anna)
    vt.shop.set({ denominations: [hundred, fiveHundred] })
    await vt.look()
    expect(await vt.alertedChats()).toEqual([anna])
    expect(await vt.db.prisma.voucherAlert.count()).toBe(2)
  })

  it('stays silent about what was there at the very first look', async () => {
    await track(anna)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    expect(await vt.alertedChats()).toEqual([])
    await vt.sellOut()
    vt.clock.advance(31 * 60_000)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    expect(await vt.alertedChats()).toEqual([anna])
  })

  it('is not fooled by failures: OUT, 500, HTML, another schema, IN is one restock', async () => {
    await vt.look()
    await track(anna)
    for (const answer of [{ status: 500 }, { body: '<html>busy</html>' }, { body: '{"inventory":{}}' }]) {
      vt.shop.set(answer)
      vt.clock.advance(3_600_000)
      expect(await vt.look()).toMatchObject({ outcome: 'failed' })
    }
    expect(vt.told).toEqual(['core-incident-opened'])
    vt.clock.advance(3_600_000)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    expect(await vt.alertedChats()).toEqual([anna])
    expect(vt.told).toEqual(['core-incident-opened', 'core-incident-closed'])
  })

  it('keeps an episode open through failures', async () => {
    await vt.look()
    await track(anna)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    vt.shop.set({ status: 503, headers: { 'retry-after': '600' } })
    await vt.look()
    expect(await vt.look()).toMatchObject({ outcome: 'skipped' })
    const { stock } = await vt.services.subscriptions.status(anna)
    expect(stock).toMatchObject({ isFailing: true, inStock: [{ faceValueMinor: 10_000n }] })
  })

  it('alerts again in a reopened episode only who asked again', async () => {
    await vt.look()
    await track(anna, 100)
    await track(boris, 100)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    await vt.sellOut()
    expect(await vt.services.subscriptions.watchAgain(anna)).toBe('armed')
    expect(await vt.services.subscriptions.watchAgain(anna)).toBe('already')
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    expect(await vt.alertedChats()).toEqual([anna, boris, anna])
    expect(await vt.db.prisma.voucherEpisode.count()).toBe(1)
  })

  it('arms "Watch again" during an episode for the next restock, not for this one', async () => {
    await vt.look()
    await track(anna)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    await vt.services.subscriptions.watchAgain(anna)
    await vt.look()
    expect(await vt.alertedChats()).toEqual([anna])
  })

  it('tells more people than one statement takes, in one transaction', async () => {
    await vt.look()
    await vt.db.pool.query(
      `INSERT INTO voucher_tracker_subscription (source_id, chat_id, user_id, state, faces, created_at)
       SELECT 'stanshop', n, n, 'ARMED', '{}', now() FROM generate_series(1, 1100) AS n`,
    )
    vt.shop.set({ denominations: [hundred, fiveHundred] })
    await vt.look()
    expect(await vt.alertedChats()).toHaveLength(1100)
    expect(await vt.db.prisma.voucherAlert.count({ where: { notificationId: null } })).toBe(0)
    await vt.sellOut()
    expect(await vt.services.alerts.strikeGone(signal)).toBe(1100)
  })
})

describe('jobs', () => {
  it('confirm a first OUT reading two minutes later and then strike the alert', async () => {
    await vt.look()
    await track(anna)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    vt.shop.set({})
    await vt.look()
    vt.clock.advance(60_000)
    await vt.jobs.drain()
    expect(await vt.db.prisma.voucherEpisode.count({ where: { closedAt: null } })).toBe(1)
    vt.clock.advance(60_000)
    await vt.jobs.drain()
    expect(await vt.db.prisma.voucherEpisode.count({ where: { closedAt: null } })).toBe(0)
    expect(await vt.db.prisma.voucherAlert.findMany()).toMatchObject([{ struckAt: vt.clock.now() }])
  })

  it('look again after the pause that a failure asks for', async () => {
    vt.shop.set({ status: 500 })
    await vt.look()
    const calls = vt.shop.calls()
    vt.clock.advance(9_000)
    await vt.jobs.drain()
    expect(vt.shop.calls()).toBe(calls)
    vt.clock.advance(2_000)
    await vt.jobs.drain()
    expect(vt.shop.calls()).toBe(calls + 1)
  })
})

describe('/check', () => {
  it('asks the shop once a minute for everybody together', async () => {
    vt.shop.set({ delay_ms: 200 })
    const refresh = () => vt.services.checks.refresh(vt.services.source, signal)
    const outcomes = await Promise.all([refresh(), refresh(), refresh(), refresh()])
    expect(outcomes.map((one) => one.outcome).sort()).toEqual(['good', 'skipped', 'skipped', 'skipped'])
    vt.clock.advance(60_000)
    expect(await refresh()).toMatchObject({ outcome: 'good' })
    expect(vt.shop.calls()).toBe(2)
  })
})

describe('subscriptions', () => {
  it('are created, repeated, replaced and re-armed', async () => {
    await vt.look()
    expect((await track(anna, 100)).outcome).toBe('created')
    expect((await track(anna, 100)).outcome).toBe('unchanged')
    expect((await track(anna)).outcome).toBe('replaced')
    await vt.services.subscriptions.haveIt(anna)
    expect((await track(anna)).outcome).toBe('rearmed')
  })

  it('can be ended and taken back for 10 minutes, with an alert that was not sent yet', async () => {
    await vt.look()
    await track(anna)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    await vt.services.subscriptions.untrack(anna)
    expect(await vt.db.prisma.delivery.findMany()).toMatchObject([{ state: 'dropped' }])
    await vt.services.subscriptions.undo(anna)
    await vt.look()
    // The withdrawn alert was owed: the stock is still there.
    expect(await vt.alertedChats()).toEqual([anna, anna])
    await vt.services.subscriptions.untrack(anna)
    await expect(vt.services.subscriptions.untrack(anna)).rejects.toMatchObject({
      key: 'voucher-tracker-not-following',
    })
    vt.clock.advance(601_000)
    await expect(vt.services.subscriptions.undo(anna)).rejects.toMatchObject({ key: 'voucher-tracker-undo-late' })
  })

  it('pause while the bot is blocked and wait again afterwards', async () => {
    await vt.look()
    await track(anna)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    const ref = await refAlert(anna)
    await vt.db.tx(async (tx) => {
      await pauseUser(tx, anna)
      await vt.services.alerts.undelivered(tx, ref, 'blocked')
    })
    expect(await vt.state(anna)).toBe('PAUSED')
    await vt.db.tx((tx) => wakeUser(tx, anna))
    expect(await vt.state(anna)).toBe('ARMED')
  })

  it.each([
    ['retries-used-up', 2],
    ['rejected', 1],
  ] as const)('wait again when the alert finally failed (%s)', async (reason, messages) => {
    await vt.look()
    await track(anna)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    const ref = await refAlert(anna)
    await vt.db.tx((tx) => vt.services.alerts.undelivered(tx, ref, reason))
    expect(await vt.state(anna)).toBe('ARMED')
    await vt.look()
    expect(await vt.alertedChats()).toHaveLength(messages)
  })

  it('drop a late alert whose stock is gone', async () => {
    await vt.look()
    await track(anna)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    const ref = await refAlert(anna)
    expect(await vt.db.tx((tx) => vt.services.alerts.revalidate(tx, ref))).toBe('send')
    await vt.sellOut()
    expect(await vt.db.tx((tx) => vt.services.alerts.revalidate(tx, ref))).toBe('drop')
    expect(await vt.state(anna)).toBe('ARMED')
  })

  it('are told once when the shop was unreadable for a day, and once when it is back', async () => {
    await vt.look()
    await track(anna)
    vt.shop.set({ status: 500 })
    for (let hour = 0; hour < 26; hour++) {
      vt.clock.advance(3_600_000)
      await vt.look()
    }
    vt.shop.set({})
    vt.clock.advance(3_600_000)
    await vt.look()
    const news = await vt.db.prisma.notification.findMany({
      where: { topic: 'voucher-tracker-source' },
      orderBy: { id: 'asc' },
    })
    expect(news.map((one) => one.transition.split(':')[0])).toEqual(['blind', 'seen-again'])
  })

  it('of a person can be exported and erased', async () => {
    await vt.look()
    await track(anna, 100)
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    expect(await vt.services.exportUser(anna)).toMatchObject({
      subscriptions: [{ state: 'ALERTED', alerts: [{ price_minor: '9500' }] }],
    })
    await vt.db.tx((tx) => eraseUser(tx, anna))
    expect(await vt.services.exportUser(anna)).toEqual({ subscriptions: [] })
    expect(await vt.db.prisma.voucherAlert.count()).toBe(0)
  })
})

describe('the importer', () => {
  const file = {
    tracked_users: {
      1001: { username: 'anna', tracked_at: '2025-11-02T10:11:12Z', notified: false },
      1002: { username: null, notified: true },
    },
  }
  const importFile = async () => {
    const parsed = parseTrackedUsers(JSON.stringify(file))
    if (parsed.kind === 'problems') throw new Error(parsed.problems.join('\n'))
    return vt.services.importUsers(parsed.users)
  }

  it('can be repeated, loses nothing and alerts the waiting ones at the very first look', async () => {
    expect(await importFile()).toEqual({ imported: 2, present: 0 })
    expect(await importFile()).toEqual({ imported: 0, present: 2 })
    const rows = await vt.db.prisma.voucherSubscription.findMany({ orderBy: { chatId: 'asc' } })
    expect(rows.map((row) => row.imported)).toEqual(Object.values(file.tracked_users))
    expect(rows[0]?.createdAt).toEqual(new Date('2025-11-02T10:11:12Z'))
    vt.shop.set({ denominations: [hundred] })
    await vt.look()
    expect(await vt.alertedChats()).toEqual([anna])
    expect(await vt.state(boris)).toBe('ALERTED')
  })
})

describe('the command line', () => {
  const run = async (name: string, ...args: string[]) => {
    const lines: string[] = []
    const verb = createCli(vt.services).find((one) => one.name === name)
    const code = await verb?.run(args, (line) => void lines.push(line))
    return { code, text: lines.join('\n') }
  }

  it('prints the stock table and tells failure by the exit code', async () => {
    vt.shop.set({ denominations: [hundred, fiveHundred, { value: 1000, price: 990, status: 'sold' }] })
    const { code, text } = await run('voucher:check', '--source', 'stanshop')
    expect(code).toBe(0)
    expect(text).toMatch(/500\.00 +450\.00 +10 % +3 +in stock/)
    expect(text).toMatch(/1000\.00 .* sold out/)
    vt.shop.set({ status: 502 })
    expect(await run('voucher:check')).toMatchObject({ code: 1, text: expect.stringContaining('HTTP 502') })
    expect(await run('voucher:check', '--source', 'nowhere')).toMatchObject({
      code: 1,
      text: expect.stringContaining('stanshop'),
    })
  })

  it.each(['utf8', 'utf16le'] as const)('imports a file that an editor of Windows saved as %s', async (encoding) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-import-'))
    const file = path.join(folder, 'users.json')
    writeFileSync(file, Buffer.from('\uFEFF{"tracked_users": {"731": {"username": "anna"}}}', encoding))
    expect(await run('voucher:import', file)).toMatchObject({ code: 0, text: expect.stringMatching(/^1 imported/) })
    rmSync(folder, { recursive: true })
  })

  it('refuses a file that it cannot read', async () => {
    expect(await run('voucher:import', 'nowhere.json')).toMatchObject({
      code: 1,
      text: expect.stringContaining('Nothing was imported'),
    })
  })
})
