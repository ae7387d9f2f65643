import { ApiError, tooManyRequests } from '../errors.ts'
import { faultError } from '../faults.ts'
import { type Call, Described } from '../methods/call.ts'
import { findMethod } from '../methods/registry.ts'
import type { CallParams } from '../params/values.ts'
import type { Fault, FaultKind, Finding, Refusable } from '../record-types.ts'
import type { Bot } from '../world/state.ts'
import type { Host } from './host.ts'

/** How a call ended: what to write, and whether a fault wants the connection dropped. */
export interface Outcome {
  readonly status: number
  readonly body: string
  readonly retryAfter: number | null
  readonly drop: boolean
  readonly html: boolean
}

export interface Attempt {
  readonly bot: Bot
  /** Name as written in the URL or in a webhook reply. */
  readonly name: string
  readonly params: CallParams
  readonly onGone: (listener: () => void) => void
}

const counted = /^(?:send(?!ChatAction)|copy|forward)/

const outcome = (status: number, body: string, extra: Partial<Outcome> = {}): Outcome => ({
  status,
  body,
  retryAfter: null,
  drop: false,
  html: false,
  ...extra,
})

export const errorOutcome = (error: ApiError): Outcome => {
  const body = { ok: false, error_code: error.code, description: error.message, parameters: error.parameters }
  return outcome(error.code, JSON.stringify(body), { retryAfter: error.parameters?.retry_after ?? null })
}

const dropped = outcome(0, '', { drop: true })

const chatIdOf = (params: CallParams): number | null => {
  const raw = params.values.chat_id
  const id = typeof raw === 'number' ? raw : typeof raw === 'string' && raw !== '' ? Number(raw) : Number.NaN
  return Number.isSafeInteger(id) ? id : null
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const isSend = (method: string, chatId: number | null): chatId is number => chatId !== null && counted.test(method)

const checkRate = (host: Host, method: string, chatId: number | null): void => {
  const wait = isSend(method, chatId) ? host.limiter.admit(chatId, chatId < 0) : null
  if (wait !== null) throw tooManyRequests(wait)
}

const toApiError = (host: Host, method: string, error: unknown): ApiError => {
  if (error instanceof ApiError) return error
  host.world.log(
    `${method} failed inside the stand-in: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  )
  return new ApiError(500, 'Internal Server Error')
}

/** What is noticed on a call's way. */
interface Notes {
  readonly texts: string[]
  readonly note: (kind: Finding['kind'], message: string) => void
  readonly refuses: (what: Refusable) => boolean
  /** Whether `refuses` said so. */
  refused: boolean
}

const createNotes = (host: Host, method: string, chatId: number | null): Notes => {
  const texts: string[] = []
  const notes: Notes = {
    texts,
    refused: false,
    refuses: (what) => {
      const refused = host.faults.refuses(what, method, chatId)
      if (refused) notes.refused = true
      return refused
    },
    note: (kind, message) => {
      if (!host.strict) return
      texts.push(message)
      host.recorder.finding({ method, kind, message })
    },
  }
  return notes
}

const run = async (host: Host, attempt: Attempt, chatId: number | null, notes: Notes): Promise<Outcome> => {
  const found = findMethod(attempt.name)
  if (found === undefined) {
    const declared = host.schema.declares(attempt.name)
    notes.note('unknown_method', declared ? 'the stand-in does not implement this method' : 'there is no such method')
    throw new ApiError(404, 'Not Found: method not found')
  }
  const call: Call = {
    world: host.world,
    bot: attempt.bot,
    method: found.name,
    params: attempt.params,
    webhooks: host.webhooks,
    onGone: attempt.onGone,
    note: notes.note,
    refuses: notes.refuses,
  }
  if (host.strict) host.schema.checkParams(found.name, attempt.params, notes.note)
  checkRate(host, found.name, chatId)
  const answer = found.run(call)
  // Only waiting methods return promises: the others answer within the same turn.
  const settled: unknown = answer instanceof Promise ? await answer : answer
  // Refused sends are not part of the measured rate: nothing was sent.
  if (isSend(found.name, chatId)) host.limiter.sent(chatId, found.name)
  const result = settled instanceof Described ? settled.result : settled
  if (host.strict) host.schema.checkAnswer(found.name, result, notes.note)
  const description = settled instanceof Described ? `,"description":${JSON.stringify(settled.description)}` : ''
  return outcome(200, `{"ok":true,"result":${JSON.stringify(result)}${description}}`)
}

const runWithFault = async (host: Host, attempt: Attempt, chatId: number | null, notes: Notes, fault: Fault) => {
  if ((fault.delay_ms ?? 0) > 0) await pause(fault.delay_ms ?? 0)
  if (fault.kind === 'reset_before') return dropped
  if (fault.kind === '502') return outcome(502, '', { html: true })
  const error = faultError(fault)
  if (error !== null) throw error
  const done = await run(host, attempt, chatId, notes)
  return fault.kind === 'reset_after' ? dropped : done
}

/** Executes one call with faults, limits, checks and log, however it arrived. */
export const execute = async (host: Host, attempt: Attempt): Promise<Outcome> => {
  const startedAt = Date.now()
  const method = findMethod(attempt.name)?.name ?? attempt.name
  const chatId = chatIdOf(attempt.params)
  const notes = createNotes(host, method, chatId)
  host.recorder.call(method)
  const fault = host.faults.take(method, chatId)
  let result: Outcome
  let problem: string | null = null
  try {
    if (host.latencyMs > 0) await pause(host.latencyMs)
    result =
      fault === null ? await run(host, attempt, chatId, notes) : await runWithFault(host, attempt, chatId, notes, fault)
  } catch (error) {
    const refusal = toApiError(host, method, error)
    problem = refusal.message
    result = errorOutcome(refusal)
  }
  const kind: FaultKind | null = fault?.kind ?? (notes.refused ? 'refuses' : null)
  host.recorder.request({
    at: startedAt,
    botId: attempt.bot.user.id,
    method,
    chatId,
    status: result.status,
    description: problem,
    ms: Date.now() - startedAt,
    fault: kind,
    findings: notes.texts,
  })
  return result
}
