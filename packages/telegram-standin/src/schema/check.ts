import type { Call } from '../methods/call.ts'
import type { CallParams } from '../params/values.ts'
import { coerce } from './coerce.ts'
import schema from './schema.generated.json' with { type: 'json' }
import { createValidators } from './validators.ts'

export interface SchemaChecker {
  /** Whether the published Bot API has a method of this name (in any case). */
  declares(method: string): boolean
  methods(): readonly string[]
  checkParams(method: string, params: CallParams, note: Call['note']): void
  checkAnswer(method: string, result: unknown, note: Call['note']): void
  /** What is wrong with an update, or null. */
  updateProblem(update: unknown): string | null
}

const names: readonly string[] = Object.keys(schema.methods)
// Shared by all servers of a process: compiling the big types takes a tenth of a second, and the schema never changes.
const validators = createValidators(schema)
const lowerNames = new Set(names.map((name) => name.toLowerCase()))

/**
 * grammY's types of these answers leave parts out that Telegram sends along (an invoice's keyboard and reply, a caption's picture), or want
 * one that it leaves out: the date of an edit that only changed the keyboard.
 */
const plainMessages: ReadonlySet<string> = new Set(['sendInvoice', 'editMessageCaption', 'editMessageText'])

/** Compares calls and answers with the published Bot API. Validators are compiled at first use. */
export const createSchemaChecker = (): SchemaChecker => {
  return {
    declares: (method) => lowerNames.has(method.toLowerCase()),
    methods: () => names,
    checkParams: (method, params, note) => {
      const known = validators.parameters(method)
      if (known === null) return
      // Telegram accepts the method's name among the parameters too (webhook replies carry it).
      for (const name of Object.keys(params.values)) {
        if (!known.has(name) && name !== 'method') note('unknown_parameter', `unknown parameter "${name}"`)
      }
      const problem = validators.paramsProblem(method, coerce(known, params))
      if (problem !== null) note('bad_parameter', problem)
    },
    checkAnswer: (method, result, note) => {
      // Every update was compared when it came into being.
      if (method === 'getUpdates') return
      const isMessage = plainMessages.has(method) && result !== true
      const problem = isMessage ? validators.messageProblem(result) : validators.resultProblem(method, result)
      if (problem !== null) note('bad_answer', `the stand-in's own answer is not as published: ${problem}`)
    },
    updateProblem: validators.updateProblem,
  }
}
