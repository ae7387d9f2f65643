import { inspect } from 'node:util'
import { BrokenCircuitError } from 'cockatiel'
import { BotError, GrammyError, HttpError } from 'grammy'
import { ReplyError } from 'ioredis'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { createLogger, safeMessage } from './index.ts'

/** What somebody wrote: a name, a phone number, a code. Quotes and line breaks are theirs too. */
const canary = `Zoë "Kanari" it's\n    at home (+34 600 773 177:4821:7)`
const parts = ['Zoë', 'Kanari', 'home', '600 773', ':4821:']

const refused = { ok: false as const, error_code: 400 }
const description = `Bad Request: can't parse entities: Unsupported start tag "${canary}" at byte offset 3`
const refusal = () =>
  new GrammyError("Call to 'sendMessage' failed!", { ...refused, description }, 'sendMessage', { text: canary })

/** Each throws, and whose error it is. */
const cases: Readonly<Record<string, () => unknown>> = {
  'grammY: a refusal': () => {
    throw refusal()
  },
  'grammY: no answer': () => {
    throw new HttpError(`Network request for 'sendMessage' failed! ${canary}`, new TypeError(`bad ${canary}`))
  },
  'grammY: in a middleware': () => {
    // Nothing of the context is looked at but what hangs on it.
    throw new BotError(refusal(), { update: { message: { text: canary } } } as never)
  },
  'ioredis: a reply': () => {
    const error = new ReplyError(`ERR unknown command 'sot', with args beginning with: '${canary}'`)
    throw Object.assign(error, { command: { name: 'sot', args: ['key', canary] } })
  },
  'zod: keys and words of people': () =>
    z.record(z.string(), z.number({ error: `not ${canary}` })).parse({ [canary]: 'x' }),
  'zod: an unknown key': () => z.strictObject({ known: z.number() }).parse({ known: 1, [canary]: 1 }),
  cockatiel: () => {
    throw new BrokenCircuitError(canary)
  },
  'the engine: JSON': () => JSON.parse(`{"a": ${canary}}`),
  'the engine: BigInt': () => BigInt(canary),
  'the engine: a time zone': () => new Intl.DateTimeFormat('en', { timeZone: canary }),
  'the engine: in': () => 'x' in (canary as never),
  'the engine: an address': () => new URL(canary),
  'fetch: an address': () => fetch(canary),
  'structuredClone, by the name of its error': () =>
    structuredClone(Object.assign(() => undefined, { toString: () => canary })),
  'a class of a library that is not known': () => {
    throw Object.assign(new (class StripeError extends Error {})(canary), { raw: canary, param: canary, code: canary })
  },
  'a text': () => {
    throw canary
  },
  'an object': () => {
    throw { message: canary, detail: canary, code: canary }
  },
  'a cause': () => {
    throw new Error('outer', { cause: Object.assign(refusal(), { cause: canary }) })
  },
  'several together': () => {
    throw new AggregateError([refusal(), canary, new TypeError(canary)], 'all of them failed')
  },
}

async function caught(work: () => unknown): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('This should have thrown.')
}

function logged(error: unknown, pretty: boolean): string {
  const lines: string[] = []
  const log = createLogger({ level: 'debug', pretty, destination: { write: (line) => void lines.push(line) } })
  log
    .child({ error })
    .error({ error, nested: { err: error, ...(error instanceof Error ? { list: [error] } : {}) } }, 'failed')
  return lines.join('')
}

it.each(Object.entries(cases))(
  '%s: nothing of people enters the log, or what is stored about it',
  async (name, work) => {
    const error = await caught(work)
    const written = [logged(error, false), logged(error, true), safeMessage(error)]
    for (const part of parts)
      expect(
        written.filter((text) => text.includes(part)),
        part,
      ).toEqual([])
    // Else this would prove nothing. The error of a clone alone holds no value, only its kind.
    if (!name.startsWith('structuredClone')) expect(inspect(error, { depth: 8, showHidden: true })).toContain('Zoë')
  },
)

const record = async (name: string) => JSON.parse(logged(await caught(cases[name] ?? (() => undefined)), false)).error

it('what helps stays: kinds, codes, names of ours, and where it happened', async () => {
  expect(await record('grammY: a refusal')).toMatchObject({
    type: 'GrammyError',
    method: 'sendMessage',
    error_code: 400,
    message: `sendMessage failed with 400: Bad Request: can't parse entities: Unsupported start tag "…" at byte offset 3`,
    stack: expect.stringContaining('foreign-errors.test.ts'),
  })
  expect(await record('grammY: in a middleware')).toMatchObject({ type: 'BotError', cause: { type: 'GrammyError' } })
  expect(await record('ioredis: a reply')).toMatchObject({ type: 'ReplyError', message: 'ERR', command: 'sot' })
  expect(await record('zod: keys and words of people')).toMatchObject({ message: '…: invalid_type' })
  expect(await record('several together')).toMatchObject({
    message: 'all of them failed',
    errors: [{ type: 'GrammyError' }, '(a thrown string)', { type: 'TypeError' }],
  })
})

it('the engine’s words about our own code stay', async () => {
  const nothing: { a?: { b?: number } } = {}
  const error = await caught(() => (nothing.a as { b: number }).b)
  expect(safeMessage(error)).toBe("Cannot read properties of undefined (reading 'b')")
})
