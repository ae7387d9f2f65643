import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { correlationId, createLogger, newCorrelationId, redact, withCorrelation } from './index.ts'

function capture(options: { pretty?: boolean; secrets?: string[] } = {}) {
  const lines: string[] = []
  const log = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) }, ...options })
  return { log, text: () => lines.join(''), last: () => JSON.parse(lines.at(-1) ?? '{}') }
}

const word = fc.string({ unit: fc.constantFrom(...'ABCxyz019_-'), minLength: 30, maxLength: 60 })
const token = fc.tuple(fc.integer({ min: 1, max: 9_999_999_999 }), word).map(([id, rest]) => `${id}:${rest}`)
const around = fc.string({ maxLength: 20 })

/** Every place in which a text can sit within log fields. */
const positions: readonly ((secret: string) => object)[] = [
  (secret) => ({ value: secret }),
  (secret) => ({ [secret]: 1 }),
  (secret) => ({ list: [[secret]] }),
  (secret) => ({ a: { b: { c: secret } } }),
  (secret) => ({ map: new Map([[secret, secret]]), set: new Set([secret]) }),
  (secret) => ({ error: new Error(`failed ${secret}`, { cause: new TypeError(secret) }) }),
  (secret) => ({ error: Object.assign(new Error('x'), { code: secret, request: { url: secret } }) }),
  (secret) => ({ error: new AggregateError([new Error(secret)], 'several') }),
  (secret) => new Error(secret),
  (secret) => [secret],
  (secret) => ({ url: new URL(`https://api.telegram.org/bot${encodeURIComponent(secret)}/getMe`) }),
  (secret) => ({ json: JSON.stringify({ nested: JSON.stringify({ secret }) }) }),
]

describe('createLogger', () => {
  it('never lets a bot token through, in whatever field or message', () => {
    fc.assert(
      fc.property(
        token,
        around,
        around,
        fc.constantFrom(...positions),
        fc.boolean(),
        (secret, before, after, place, pretty) => {
          const { log, text } = capture({ pretty })
          log.child(place(secret)).warn(place(`${before}${secret}${after}`), `${before} ${secret} ${after}`)
          expect(text()).not.toContain(secret.slice(secret.indexOf(':') + 1))
        },
      ),
    )
  })

  it('masks credentials in headers, URLs, query strings and by field name', () => {
    const { log, text } = capture({ secrets: ['shop-key-of-ours'] })
    log.info(
      {
        headers: { authorization: 'Bearer hunter2hunter2', cookie: 'sid=hunter2', 'x-api-key': 'hunter2' },
        raw: ['Authorization', 'Bearer hunter2hunter2'],
        dump: 'Authorization: Basic aHVudGVyMg==\nHost: x',
        redis: 'redis://:hunter2@localhost:6379',
        database: 'connect postgres://bazaar:hunter2/with@slash@db/bazaar failed',
        url: 'https://shop.example/list?page=2&access_token=hunter2&x=1',
        config: '{"password":"hunter2","user":"anna"}',
        phone: '+34123456789',
        clientSecret: { value: 'hunter2' },
      },
      'using shop-key-of-ours',
    )
    expect(text()).not.toMatch(/hunter2|aHVudGVyMg|34123456789|shop-key-of-ours/)
    expect(text()).toContain('page=2')
    expect(text()).toContain('anna')
  })

  it('keeps what is harmless', () => {
    const { log, last } = capture()
    const loop: { self?: object } = {}
    loop.self = loop
    log.info({ chat: 5n, at: new Date(0), loop, bytes: new Uint8Array(3), ok: true, tokens: undefined }, 'plain')
    expect(last()).toMatchObject({
      level: 'info',
      msg: 'plain',
      chat: '5',
      at: '1970-01-01T00:00:00.000Z',
      bytes: '[3 bytes]',
    })
    expect(redact('update 12:30 to https://t.me/bazaar?start=abc')).toBe(
      'update 12:30 to https://t.me/bazaar?start=abc',
    )
  })

  it('writes errors with message, stack and cause', () => {
    const { log, last } = capture()
    log.error({ error: new Error('outer', { cause: new Error('inner') }) }, 'failed')
    expect(last().error).toMatchObject({ message: 'outer', cause: { message: 'inner' } })
    expect(last().error.stack).toContain('logger.test.ts')
  })

  it('takes hostile text in linear time', () => {
    for (const part of ['1', 'a', 'authorization', '://', 'a://b:', 'bearer ', 'token=']) {
      const started = performance.now()
      redact(part.repeat(100_000 / part.length))
      expect(performance.now() - started, part).toBeLessThan(4_000)
    }
  })

  it('writes one readable line when asked to', () => {
    const { log, text } = capture({ pretty: true })
    withCorrelation('K7M29QXD', () => log.info({ updateId: 7, note: 'two words' }, 'Update handled'))
    expect(text()).toMatch(/^\d\d:\d\d:\d\d\.\d{3} INFO {2}Update handled updateId=7 note="two words" #K7M29QXD\n$/)
  })
})

describe('correlation', () => {
  it('follows the work through awaits and lands in every line', async () => {
    const { log, last } = capture()
    const ids = await Promise.all(
      [newCorrelationId(), newCorrelationId()].map((id) =>
        withCorrelation(id, async () => {
          await new Promise(setImmediate)
          log.info({}, 'line')
          return [id, correlationId(), last().correlationId]
        }),
      ),
    )
    for (const [id, seen, logged] of ids) expect([seen, logged]).toEqual([id, id])
    expect(correlationId()).toBeUndefined()
    expect(newCorrelationId()).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
  })
})
