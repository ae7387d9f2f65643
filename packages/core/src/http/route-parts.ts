import { z } from 'zod'
import { OwnError } from '../errors/index.ts'
import type { InvalidPlace } from './error-shape.ts'

/** Schemas by status. */
export type Responses = Readonly<Record<number, z.ZodType>>
/** What a part of a request is after its schema; nothing where there is none. */
export type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined

/** An answer as it leaves: what fits its schema, written as JSON or as a page; empty where the schema is `z.undefined()`. */
export interface Answer {
  readonly status: number
  readonly text: string
}

/** Writes what a handler answered. */
export type Write = (data: unknown) => string
export const asJson: Write = (data) => (data === undefined ? '' : JSON.stringify(data))
export const asPage: Write = String

/** A part of a request does not fit its schema. */
export class InvalidRequest extends OwnError {
  override readonly name = 'InvalidRequest'
  readonly problems: readonly InvalidPlace[]

  constructor(problems: readonly InvalidPlace[]) {
    super('The request does not fit its schema.')
    this.problems = problems
  }
}

/** @throws InvalidRequest that names each place */
export function readPart<S extends z.ZodType | undefined>(
  schema: S | undefined,
  value: unknown,
  part: string,
): OutputOf<S>
export function readPart(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (!schema) return undefined
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  throw new InvalidRequest(error.issues.map(({ path, message }) => ({ path: [part, ...path].join('.'), message })))
}

/** @throws Error when a handler answers what the route does not declare: a bug, about which callers learn nothing */
export function toAnswer(
  responses: Responses,
  answer: { readonly status: number; readonly body: unknown },
  write: Write,
): Answer {
  const { status, body } = answer
  const schema = responses[status]
  if (!schema) throw new OwnError(`A route answered ${status}, which it does not declare.`)
  const { success, data, error } = z.safeEncode(schema, body)
  if (success) return { status, text: write(data) }
  const places = error.issues.map(({ path }) => ['body', ...path].join('.'))
  throw new OwnError(`What a route answered does not fit its schema for ${status}: ${places.join(', ')}`)
}
