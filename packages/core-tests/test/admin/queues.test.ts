import type { PersonDriver } from '@bazaar/telegram-standin/driver'
import { waitFor } from '@bazaar/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AdminHarness, labels, startAdmin } from './harness.ts'
import { deliver } from './shop-feature.ts'

let bench: AdminHarness
let operator: PersonDriver
let anna: PersonDriver
beforeEach(async () => {
  bench = await startAdmin()
  operator = bench.operator
  anna = await bench.person('Anna')
})
afterEach(() => bench?.platform.stop())

/** Sends one message whose answer gets lost: nobody knows whether it arrived. */
async function makeUncertain(entity: string): Promise<void> {
  bench.platform.standin.faults.add({ method: 'sendMessage', chat_id: anna.id, kind: 'reset_after' })
  await bench.news(anna, entity)
  await bench.platform.settle()
}

async function killJob(): Promise<void> {
  const { core } = bench.platform.app
  await core.db.tx((tx) => core.jobs.enqueue(tx, deliver, { to: 'Secret Street 5' }))
  await bench.platform.settle()
}

async function home() {
  await operator.sends('/admin')
  return operator.sees('Administration')
}

describe('/admin', () => {
  it('starts with nothing to do, and counts what goes wrong', async () => {
    const quiet = await home()
    expect(quiet.text).toContain('No message waits to be sent')
    expect(quiet.text).toContain('All tasks are on time')
    expect(quiet.text).toContain('2 reachable, 0 not started yet, 0 blocked me')
    expect(quiet.text).toContain('✅ Fine: The shelf – looked at just now')
    expect(quiet.text).toMatch(/As of 5 Jan, 09:00 UTC|As of 5 Jan, 09:00 UTC/)

    const { standin, app } = bench.platform
    standin.faults.add({ method: 'sendMessage', chat_id: anna.id, kind: '400' })
    await bench.news(anna, 'refused')
    await bench.platform.settle()
    await makeUncertain('lost')
    await killJob()
    await app.core.db.tx((tx) => app.core.approvals.submit(tx, 'shop-business', 7n, BigInt(anna.id)))
    bench.spy.broken = true
    const boris = await bench.person('Boris')
    boris.blocks()
    await waitFor('Boris counts as blocked', async () => {
      const { rows } = await app.core.db.pool.query(`SELECT 1 FROM core_user WHERE reachability = 'blocked'`)
      return rows.length === 1
    })

    await operator.presses('🔄 Refresh')
    const busy = await operator.sees('1 message of the last day did not arrive')
    expect(busy.message_id).toBe(quiet.message_id)
    expect(busy.text).toContain('1 message is in doubt')
    expect(busy.text).toContain('1 task has stopped')
    expect(busy.text).toContain('1 incident is open')
    expect(busy.text).toContain('1 request waits for a decision')
    expect(busy.text).toContain('2 reachable, 0 not started yet, 1 blocked me')
    expect(busy.text).toContain('❌ Broken: shop – it could not be asked')
  })

  it('counts what waits, with its age', async () => {
    bench.platform.standin.faults.add({ method: 'sendMessage', chat_id: anna.id, kind: '429', retry_after: 60 })
    await bench.news(anna, 'waits')
    const { pool } = bench.platform.app.core.db
    const held = `SELECT FROM core_delivery WHERE chat_id = $1 AND state = 'pending' AND retry_at > clock_timestamp()`
    await waitFor('it was tried and waits again', async () => (await pool.query(held, [anna.id])).rowCount === 1)
    bench.platform.clock.advance(5 * 60_000)
    // The watch over the outbox may have told the operator meanwhile: that message waits too.
    expect((await home()).text).toMatch(/messages? waits? to be sent, (the oldest )?for 5 min/)
    await pool.query(`UPDATE core_delivery SET state = 'dropped' WHERE state = 'pending'`)
  })

  it('opens the cards of /pending', async () => {
    const { core } = bench.platform.app
    await core.db.tx((tx) => core.approvals.submit(tx, 'shop-business', 7n, BigInt(anna.id)))
    await home()
    await operator.presses('Decisions (1)')
    const card = await operator.sees('Business 7')
    expect(labels(card)).toContain('Approve')
  })
})

describe('an uncertain message', () => {
  it('is listed without its text, and sent again once under parallel presses of two admins', async () => {
    const helper = await bench.person('Helper', 'support')
    await makeUncertain('lost')
    expect(anna.botMessages('News for lost')).toHaveLength(1)
    const open = async (who: PersonDriver) => {
      await who.sends('/admin')
      await who.sees('Administration')
      await who.presses('Messages in doubt (1)')
      return who.sees('Messages in doubt')
    }
    const list = await open(operator)
    await open(helper)
    expect(list.text).toContain(`shop-news to ${anna.id}`)
    expect(list.text).toContain('no answer from Telegram')
    expect(list.text).not.toContain('News for')

    const answers = await Promise.all([
      ...[1, 2].map(() => operator.presses('1: Send again', { messageId: list.message_id })),
      helper.presses('1: Send again'),
    ])
    expect(answers.filter(({ text }) => text === 'It is on its way again.')).toHaveLength(1)
    await bench.platform.settle()
    await operator.sees('No message is in doubt')
    expect(anna.botMessages('News for lost')).toHaveLength(2)
    const entries = await bench.audit('message.sent-again')
    expect(entries).toMatchObject([{ origin: 'chat', object_kind: 'delivery', correlation_id: expect.any(String) }])
    expect([operator.id, helper.id].map(String)).toContain(String(entries[0]?.actor_id))
  })

  it('may be left, and then its text is gone', async () => {
    await makeUncertain('lost')
    await home()
    await operator.presses('Messages in doubt (1)')
    await operator.sees('Messages in doubt')
    expect(await operator.presses('1: Leave it')).toMatchObject({ text: expect.stringContaining('off the list') })
    await operator.sees('No message is in doubt')
    const { rows } = await bench.platform.app.core.db.pool.query(
      `SELECT state, reason, content FROM core_delivery WHERE chat_id = $1`,
      [anna.id],
    )
    expect(rows).toEqual([{ state: 'dropped', reason: 'left', content: null }])
    expect(await bench.audit('message.left')).toHaveLength(1)
    expect(anna.botMessages('News for lost')).toHaveLength(1)
  })

  it('that became uncertain while a list is read neither repeats nor skips another', async () => {
    const { pool } = bench.platform.app.core.db
    const doubt = async (entities: readonly string[]) => {
      for (const entity of entities) await bench.news(anna, entity)
      await bench.platform.settle()
      await pool.query(`UPDATE core_delivery SET state = 'uncertain', reason = 'uncertain' WHERE state = 'sent'`)
    }
    await doubt(['1', '2', '3', '4', '5', '6', '7'])
    await home()
    await operator.presses('Messages in doubt (7)')
    const first = await operator.sees('Messages in doubt')
    await doubt(['8'])
    // One of the first page is settled meanwhile, which must not move the second page.
    await pool.query(`UPDATE core_delivery SET state = 'dropped' WHERE id = (SELECT max(id) - 1 FROM core_delivery)`)
    const idsOf = ({ buttons }: typeof first) =>
      buttons.flat().flatMap(({ callback_data: data }) => /^co\.amsg:1:(\w+)/.exec(data ?? '')?.[1] ?? [])
    const next = first.buttons.flat().find(({ callback_data }) => callback_data?.startsWith('co.aunc:0'))
    await operator.presses(next?.text ?? '')
    const second = await operator.sees((message) => idsOf(message).length === 2)
    expect(second.message_id).toBe(first.message_id)
    expect(idsOf(first)).toHaveLength(5)
    expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(7)
  })
})

describe('failed messages', () => {
  it('are listed for a day with the reason; people who blocked the bot are not', async () => {
    const boris = await bench.person('Boris')
    bench.platform.standin.faults.add({ method: 'sendMessage', chat_id: anna.id, kind: '400' })
    await bench.news(anna, 'refused')
    boris.blocks()
    await bench.news(boris, 'blocked')
    await bench.platform.settle()
    await home()
    await operator.presses('Not delivered (1)')
    const list = await operator.sees('Messages of the last day')
    expect(list.text).toContain(`shop-news to ${anna.id}`)
    expect(list.text).toContain('Telegram refused it')
    expect(list.text).not.toContain(String(boris.id))
    await bench.platform.advance(25 * 3_600_000)
    await operator.presses('🔄 Refresh')
    await operator.sees('Every message of the last day arrived')
  })
})

describe('a dead job', () => {
  it('shows its error and never its payload, and is retried once under parallel double presses', async () => {
    await killJob()
    await home()
    await operator.presses('Stopped tasks (1)')
    const list = await operator.sees('Stopped tasks')
    expect(list.text).toContain('shop.deliver')
    expect(list.text).toContain('after 1 try: The van is <b>broken</b>')
    expect(list.text).not.toContain('Secret Street')
    bench.spy.works = true
    const answers = await Promise.all([1, 2, 3].map(() => operator.presses('1: Retry', { messageId: list.message_id })))
    expect(answers.filter(({ text }) => text === 'It is tried again.')).toHaveLength(1)
    await bench.platform.settle()
    expect(bench.spy.delivered).toBe(1)
    expect(await bench.audit('job.retried')).toMatchObject([{ actor_id: String(operator.id), object_kind: 'dead-job' }])
  })

  it('is dismissed without doing its work', async () => {
    await killJob()
    await home()
    await operator.presses('Stopped tasks (1)')
    await operator.sees('Stopped tasks')
    expect(await operator.presses('1: Dismiss')).toMatchObject({ text: expect.stringContaining('Dismissed') })
    await operator.sees('No task has stopped')
    bench.spy.works = true
    await bench.platform.settle()
    expect(bench.spy.delivered).toBe(0)
    expect(await bench.audit('job.dismissed')).toHaveLength(1)
  })

  it('of a feature that is off cannot be retried, and stays on the list', async () => {
    await bench.platform.app.core.db.pool.query(
      `INSERT INTO core_dead_job (job, payload, error, attempts) VALUES ('gone.work', '{}', 'x', 1)`,
    )
    await home()
    await operator.presses('Stopped tasks (1)')
    await operator.sees('gone.work')
    expect(await operator.presses('1: Retry')).toMatchObject({
      showAlert: true,
      text: expect.stringContaining('switch its feature on'),
    })
    expect((await home()).text).toContain('1 task has stopped')
    expect(await bench.audit('job.retried')).toHaveLength(0)
  })
})

it('open incidents are listed with their age, also many of one moment', async () => {
  const { incidents } = bench.platform.app.core
  for (let n = 1; n <= 7; n++) await incidents.open(undefined, `shop:trouble-${n}`, `detail ${n}`)
  await bench.platform.settle()
  bench.platform.clock.advance(2 * 3_600_000)
  await home()
  await operator.presses('Incidents (7)')
  const seen = new Set<string>()
  const collect = (text: string | null) => {
    for (const [key] of (text ?? '').matchAll(/shop:trouble-\d/g)) seen.add(key)
  }
  const first = await operator.sees('Open incidents')
  expect(first.text).toContain('open for 2 hours')
  collect(first.text)
  expect(seen.size).toBe(5)
  const next = first.buttons.flat().find(({ callback_data }) => callback_data?.startsWith('co.ainc:0'))
  await operator.presses(next?.text ?? '')
  collect((await operator.sees((message) => !message.text?.includes('6.') && message.text !== first.text)).text)
  expect(seen.size).toBe(7)
})
