// Lengths and ranges stand only in the comments of the types, in a few fixed phrasings.

interface Limits {
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  bytes?: readonly [number, number]
}

const range = String.raw`(\d+)\s?(?:-|–|to|and)\s?(\d+)`

const find = (comment: string, pattern: string): readonly [number, number] | null => {
  const match = new RegExp(pattern, 'i').exec(comment)
  return match === null ? null : [Number(match[1]), Number(match[2])]
}

/** Reads what a field's comment says about its length or range, as JSON schema keywords (`bytes` is our own). */
export const limitsIn = (comment: string, type: unknown): Limits => {
  if (type === 'string') {
    const bytes = find(comment, `${range} bytes`)
    if (bytes !== null) return { bytes }
    // Before parsing a text may be longer than what remains of it.
    if (/after entities parsing/i.test(comment)) return {}
    const characters = find(comment, `${range} (?:UTF-8 )?characters`)
    return characters === null ? {} : { minLength: characters[0], maxLength: characters[1] }
  }
  if (type === 'number') {
    const values = find(comment, `(?:values between|must be between|should be between|between) ${range}`)
    return values === null ? {} : { minimum: values[0], maximum: values[1] }
  }
  if (type === 'array') {
    const items = find(comment, `(?:must include|list of|array of|at most) ${range}`)
    return items === null ? {} : { minItems: items[0], maxItems: items[1] }
  }
  return {}
}
