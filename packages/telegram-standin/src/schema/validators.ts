import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { isRecord } from '../guards.ts'
import { kindOf, type ParameterKind } from './coerce.ts'

export interface Validators {
  /** Names and kinds of a method's parameters; null when the Bot API has no such method. */
  parameters(method: string): ReadonlyMap<string, ParameterKind> | null
  paramsProblem(method: string, values: unknown): string | null
  resultProblem(method: string, result: unknown): string | null
  messageProblem(message: unknown): string | null
  updateProblem(update: unknown): string | null
}

interface ApiSchema {
  readonly methods: Readonly<Record<string, unknown>>
  readonly update: unknown
  readonly definitions: Readonly<Record<string, unknown>>
}

const weights: Readonly<Record<string, number>> = { anyOf: 0, required: 1, additionalProperties: 3 }

const weight = (error: ErrorObject): number => error.instancePath.split('/').length * 4 + (weights[error.keyword] ?? 2)

// Of a union's many complaints the one from deepest inside is about the member that was meant.
const worst = (errors: readonly ErrorObject[]): ErrorObject | undefined =>
  errors.reduce<ErrorObject | undefined>((best, error) => {
    if (best === undefined) return error
    return weight(error) > weight(best) ? error : best
  }, undefined)

const describe = (validate: ValidateFunction): string => {
  const error = worst(validate.errors ?? [])
  if (error === undefined) return 'does not fit the schema'
  const where = error.instancePath === '' ? '' : `${error.instancePath.slice(1).replaceAll('/', '.')} `
  const extra = error.keyword === 'additionalProperties' ? `: ${String(error.params.additionalProperty)}` : ''
  return `${where}${error.message ?? 'does not fit the schema'}${extra}`
}

const base = 'bot-api'

export const createValidators = (schema: ApiSchema): Validators => {
  let ajv: Ajv | undefined
  const compiled = new Map<string, ValidateFunction>()
  const kinds = new Map<string, ReadonlyMap<string, ParameterKind>>()
  const engine = (): Ajv => {
    if (ajv !== undefined) return ajv
    const created = new Ajv({
      strict: false,
      validateSchema: false,
      meta: false,
      validateFormats: false,
      inlineRefs: false,
    })
    created.addKeyword({
      keyword: 'bytes',
      type: 'string',
      validate: ([min, max]: readonly [number, number], value: string) => {
        const size = Buffer.byteLength(value)
        return size >= min && size <= max
      },
    })
    created.addSchema({ $id: base, definitions: schema.definitions, methods: schema.methods, update: schema.update })
    ajv = created
    return created
  }
  const problem = (pointer: string, value: unknown): string | null => {
    const known = compiled.get(pointer)
    const validate = known ?? engine().compile({ $ref: `${base}#${pointer}` })
    if (known === undefined) compiled.set(pointer, validate)
    return validate(value) === true ? null : describe(validate)
  }
  const resolve = (ref: string): unknown => schema.definitions[ref.replace('#/definitions/', '')]
  return {
    parameters: (method) => {
      const known = kinds.get(method)
      if (known !== undefined) return known
      const declared = schema.methods[method]
      if (!isRecord(declared) || !isRecord(declared.params) || !isRecord(declared.params.properties)) return null
      const { properties } = declared.params
      const map = new Map(Object.entries(properties).map(([name, one]) => [name, kindOf(one, resolve)]))
      kinds.set(method, map)
      return map
    },
    paramsProblem: (method, values) => problem(`/methods/${method}/params`, values),
    resultProblem: (method, result) => problem(`/methods/${method}/result`, result),
    messageProblem: (message) => problem('/definitions/Message', message),
    updateProblem: (update) => problem('/update', update),
  }
}
