import type { Call } from '../methods/call.ts'
import type { CallParams } from '../params/values.ts'

export interface SchemaChecker {
  /** Whether the published Bot API has a method of this name (in any case). */
  declares(method: string): boolean
  methods(): readonly string[]
  checkParams(method: string, params: CallParams, note: Call['note']): void
  checkAnswer(method: string, result: unknown, note: Call['note']): void
}

export const createSchemaChecker = (): SchemaChecker => ({
  declares: () => true,
  methods: () => [],
  checkParams: () => undefined,
  checkAnswer: () => undefined,
})
