import { GrammyError, HttpError } from 'grammy'
import type { WebhookInfo } from 'grammy/types'
import { describe, expect, it } from 'vitest'
import { createUpdateWatch } from '../intake/index.ts'
import { createUpdatesHealth } from './updates-health.ts'

function createMachine() {
  let time = 1_767_600_000_000
  return {
    now: () => time,
    advance(seconds: number) {
      time += seconds * 1000
    },
  }
}

describe('fetching updates', () => {
  function setUp() {
    const machine = createMachine()
    const watch = createUpdateWatch(machine.now)
    const look = createUpdatesHealth({ api: { getWebhookInfo: unasked }, watch, webhookUrl: undefined })
    return { machine, watch, look }
  }
  const unasked = () => Promise.reject(new Error('nobody asks for the webhook of a bot that polls'))
  const answered = (code: number) =>
    new GrammyError('x', { ok: false, error_code: code, description: 'secret detail' }, 'getUpdates', {})

  it('is nothing to worry about where another process does it', async () => {
    const { watch, look } = setUp()
    expect(await look()).toEqual({ state: 'ok', detail: { polls: false } })
    watch.began()
    watch.ended()
    expect(await look()).toEqual({ state: 'ok', detail: { polls: false } })
  })

  it('says that it waits for what is being handled', async () => {
    const { machine, watch, look } = setUp()
    watch.began()
    let end = (): void => undefined
    const waiting = watch.whileBusy(() => new Promise((resolve) => (end = resolve)))
    machine.advance(21)
    expect(await look()).toMatchObject({ state: 'degraded', detail: { cause: 'busy' } })
    end()
    await waiting
    expect(await look()).toMatchObject({ state: 'ok' })
  })

  it('may be quiet as long as a long poll, not for a minute', async () => {
    const { machine, watch, look } = setUp()
    watch.began()
    machine.advance(59)
    expect(await look()).toMatchObject({ state: 'ok' })
    machine.advance(2)
    expect(await look()).toEqual({ state: 'degraded', detail: { polls: true, sinceMs: 61_000 } })
    watch.arrived()
    expect(await look()).toEqual({ state: 'ok', detail: { polls: true, sinceMs: 0 } })
  })

  it.each([
    ['telegram-502', answered(502)],
    ['conflict', answered(409)],
    ['ECONNREFUSED', new HttpError('x', Object.assign(new Error('at 10.0.0.7'), { code: 'ECONNREFUSED' }))],
    ['no-answer', new HttpError('x', new SyntaxError('<html> is no JSON'))],
    ['57P01', Object.assign(new Error('terminating connection of anna'), { code: '57P01' })],
    ['internal', new TypeError('cannot read what was sent by anna')],
  ])('that fails is told after 20 s, with the cause: %s', async (cause, error) => {
    const { machine, watch, look } = setUp()
    watch.began()
    watch.failed(error)
    machine.advance(20)
    expect(await look()).toEqual({ state: 'ok', detail: { polls: true, sinceMs: 20_000, cause } })
    machine.advance(1)
    expect(await look()).toEqual({ state: 'degraded', detail: { polls: true, sinceMs: 21_000, cause } })
    watch.arrived()
    expect(await look()).toEqual({ state: 'ok', detail: { polls: true, sinceMs: 0 } })
  })
})

describe('deliveries to the webhook', () => {
  const url = 'https://bot.example/telegram/webhook'
  const quiet: WebhookInfo = { url, has_custom_certificate: false, pending_update_count: 0 }

  function setUp(getWebhookInfo: () => Promise<WebhookInfo>) {
    const machine = createMachine()
    const watch = createUpdateWatch(machine.now)
    watch.began()
    return {
      machine,
      watch,
      look: createUpdatesHealth({ api: { getWebhookInfo }, watch, webhookUrl: url, now: machine.now }),
    }
  }
  const at = 1_767_600_000 + 60

  it.each([
    ['none is late', {}, undefined],
    ['one failed long ago', { pending_update_count: 3, last_error_date: at - 90 }, undefined],
    ['one failed just now and was repeated', { last_error_date: at - 5 }, undefined],
    ['they fail', { pending_update_count: 3, last_error_date: at - 5 }, 'delivery-failed'],
    ['they go somewhere else', { url: 'https://other.example/' }, 'webhook-elsewhere'],
    ['they go nowhere', { url: '' }, 'webhook-elsewhere'],
  ])('%s', async (_name, changed, cause) => {
    const { machine, watch, look } = setUp(async () => ({ ...quiet, ...changed }))
    machine.advance(60)
    const detail = { pending: { ...quiet, ...changed }.pending_update_count, ...(cause && { cause }) }
    expect(await look()).toEqual({ state: cause ? 'degraded' : 'ok', detail })
    // One that arrives here proves that they do arrive.
    watch.arrived()
    expect(await look()).toEqual({ state: 'ok', detail })
  })

  it('of which Telegram does not tell are in doubt once none has come for a minute', async () => {
    const { machine, look } = setUp(() => Promise.reject(new HttpError('x', new SyntaxError('<html> is no JSON'))))
    expect(await look()).toEqual({ state: 'ok', detail: { cause: 'no-answer' } })
    machine.advance(60)
    expect(await look()).toEqual({ state: 'degraded', detail: { cause: 'no-answer' } })
  })

  it('are asked for every 15 s at most, also when nobody answers', async () => {
    let asked = 0
    const { machine, look } = setUp(() => {
      asked += 1
      return asked === 1 ? Promise.reject(new Error('x')) : Promise.resolve(quiet)
    })
    for (const seconds of [0, 5, 9, 2]) {
      machine.advance(seconds)
      await look()
    }
    expect(asked).toBe(2)
  })
})
