import { z } from 'zod'

type Shape = z.core.JSONSchema.BaseSchema

/**
 * What a subscriber's schema would refuse of what the emitter's lets through, one line per field; empty = they fit. What travels is JSON: bigints are
 * text, instants are ISO text. Compared are fields, types and listed values; narrower lengths and refinements show themselves only in a payload.
 */
export function compareSchemas(emitted: z.ZodType, understood: z.ZodType): readonly string[] {
  return misfits(travelling(emitted), expected(understood), 'payload')
}

/** As the emitter's payload is after JSON. */
function travelling(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, {
    io: 'output',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const { type } = zodSchema._zod.def
      if (type === 'bigint' || type === 'date') jsonSchema.type = 'string'
    },
  })
}

/** As the subscriber wants it; what it coerces may be anything, and what JSON does not know can never come. */
function expected(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const { def } = zodSchema._zod
      if ('coerce' in def && def.coerce === true) for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
      else if (def.type === 'bigint' || def.type === 'date') jsonSchema.not = {}
    },
  })
}

function misfits(from: Shape, to: Shape, at: string): readonly string[] {
  if (isOpaque(from) || isOpaque(to)) return []
  if (to.not) return [`"${at}" travels as JSON, which knows no bigints and dates: coerce it (z.coerce…)`]
  const own = alternatives(from)
  if (own) return own.flatMap((one) => misfits(one, to, at))
  const tries = alternatives(to)?.map((one) => misfits(from, one, at))
  if (tries) return tries.some((found) => found.length === 0) ? [] : (tries[0] ?? [])
  const values = valuesOf(to)
  if (values && !valuesOf(from)?.every((value) => values.includes(value)))
    return [`"${at}" may hold more than ${values.map(String).join(', ')}`]
  if (!fits(from, to))
    return [`"${at}" is ${typesOf(from).join(' or ') || 'anything'}, not ${typesOf(to).join(' or ')}`]
  return [...objectMisfits(from, to, at), ...itemMisfits(from, to, at)]
}

function objectMisfits(from: Shape, to: Shape, at: string): readonly string[] {
  const { properties: sent = {}, required: always = [] } = from
  const { properties: wanted = {}, required = [] } = to
  return [
    ...required
      .filter((name) => !always.includes(name))
      .map((name) => `"${at}.${name}" is ${name in sent ? 'not always there' : 'not emitted'}`),
    ...Object.entries(wanted).flatMap(([name, shape]) => {
      const own = sent[name]
      return own === undefined ? [] : misfits(asShape(own), asShape(shape), `${at}.${name}`)
    }),
    ...(to.additionalProperties === false
      ? Object.keys(sent)
          .filter((name) => !(name in wanted))
          .map((name) => `"${at}.${name}" is refused as unknown`)
      : []),
  ]
}

function itemMisfits(from: Shape, to: Shape, at: string): readonly string[] {
  const [own, wanted] = [from.items, to.items]
  if (own === undefined || wanted === undefined || Array.isArray(own) || Array.isArray(wanted)) return []
  return misfits(asShape(own), asShape(wanted), `${at}[]`)
}

const alternatives = ({ anyOf, oneOf }: Shape): readonly Shape[] | undefined => (anyOf ?? oneOf)?.map(asShape)

/** Intersections and recursion are left to the payloads. */
const isOpaque = ({ allOf, $ref }: Shape): boolean => allOf !== undefined || $ref !== undefined

const valuesOf = ({ const: only, enum: several }: Shape): readonly unknown[] | undefined =>
  only === undefined ? several : [only]

/** Whole numbers are numbers; what says no type takes everything. */
function fits(from: Shape, to: Shape): boolean {
  const wanted = typesOf(to)
  const sent = typesOf(from)
  return (
    wanted.length === 0 ||
    (sent.length > 0 &&
      sent.every((type) => wanted.includes(type) || (type === 'integer' && wanted.includes('number'))))
  )
}

/** One or several; none = anything. */
const typesOf = ({ type }: Shape): readonly string[] => (type === undefined ? [] : [type].flat())

const asShape = (schema: z.core.JSONSchema._JSONSchema): Shape => (typeof schema === 'boolean' ? {} : schema)
