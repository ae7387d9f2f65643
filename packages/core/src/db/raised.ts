import { innerOf } from '../errors/index.ts'

/** What a function of the database raised. */
export interface Raised {
  /** SQLSTATE. */
  readonly code: string
  readonly detail: string
}

const deepest = 6
const textOf = (value: object, name: string): string => {
  const field: unknown = Reflect.get(value, name)
  return typeof field === 'string' ? field : ''
}

/** Reads an exception of class `prefix` (`LG`: `LG001` …) out of node-postgres' error, or Prisma's around it; nothing when it is something else. */
export function raisedOf(error: unknown, prefix: string): Raised | undefined {
  let at: unknown = error
  for (let depth = 0; depth < deepest && typeof at === 'object' && at !== null; depth += 1) {
    for (const name of ['code', 'originalCode'])
      if (new RegExp(`^${prefix}\\d{3}$`).test(textOf(at, name)))
        return { code: textOf(at, name), detail: textOf(at, 'detail') }
    at = at instanceof Error ? innerOf(at) : Reflect.get(at, 'cause')
  }
  return undefined
}
