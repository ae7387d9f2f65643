import { features } from '../../apps/bot/src/features.ts'
import { envDeclarations } from '../../packages/core/src/config/index.ts'

/** One variable as an operator reads about it. */
interface Variable {
  readonly owner: string
  readonly name: string
  readonly description: string
  readonly required: boolean
  /** As one would write it; empty = none. */
  readonly fallback: string
  readonly oldNames: readonly string[]
}

/** What is asked of a zod schema here. */
interface Schema {
  meta(): { readonly description?: string | undefined } | undefined
  safeParse(value: unknown): { readonly success: true; readonly data: unknown } | { readonly success: false }
}

function isSchema(value: object): value is Schema {
  return 'safeParse' in value && 'meta' in value
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value ?? '')
}

/** Every variable that exists, in the order of its declaration: the platform first, then the features. */
export function listVariables(): readonly Variable[] {
  return envDeclarations(features).flatMap(({ owner, shape, aliases }) =>
    Object.entries(shape).map(([name, schema]) => {
      if (!isSchema(schema)) throw new Error(`${owner}: ${name} is not declared with zod`)
      const description = schema.meta()?.description
      if (description === undefined) throw new Error(`${owner}: ${name} needs .meta({ description: '…' })`)
      const unset = schema.safeParse(undefined)
      return {
        owner,
        name,
        description: description.replace(/\.?$/, '.'),
        required: !unset.success,
        fallback: unset.success ? asText(unset.data) : '',
        oldNames: aliases[name] ?? [],
      }
    }),
  )
}
