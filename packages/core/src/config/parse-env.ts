import type { z } from 'zod'
import type { RawEnv } from './process-env.ts'

/** What one owner (the platform or a feature) reads from the environment. */
export interface EnvDeclaration {
  readonly owner: string
  readonly shape: z.ZodRawShape
  readonly aliases: Readonly<Record<string, readonly string[]>>
}

export interface EnvProblem {
  readonly variable: string
  /** What was found, masked when it is a secret; `nothing` when unset. */
  readonly got: string
  readonly expected: string
}

export interface ParsedEnv {
  /** Parsed values by owner; a variable with a problem is missing. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly problems: readonly EnvProblem[]
}

/** Parses every declaration at once, so that an operator sees all problems together. */
export function parseEnv(env: RawEnv, declarations: readonly EnvDeclaration[]): ParsedEnv {
  const problems: EnvProblem[] = []
  const values: Record<string, Record<string, unknown>> = {}
  for (const { owner, shape, aliases } of declarations) {
    const own: Record<string, unknown> = {}
    values[owner] = own
    for (const [variable, schema] of Object.entries(shape)) {
      const found = readVariable(env, variable, aliases[variable] ?? [])
      if (found.conflict) {
        problems.push({
          variable,
          got: found.conflict.join(' and '),
          expected: 'one value: these names mean the same thing, keep one',
        })
        continue
      }
      // A shape's members are core schemas in zod's types; every one of ours is a full schema.
      const result = (schema as z.ZodType).safeParse(found.value)
      if (result.success) own[variable] = result.data
      else
        problems.push({
          variable,
          got: mask(variable, found.value, schema as z.ZodType),
          expected: result.error.issues.map((issue) => issue.message).join('; '),
        })
    }
  }
  return { values, problems }
}

function readVariable(
  env: RawEnv,
  variable: string,
  aliases: readonly string[],
): { readonly value?: string; readonly conflict?: readonly string[] } {
  const set = [variable, ...aliases].filter((name) => env[name] !== undefined)
  if (new Set(set.map((name) => env[name])).size > 1) return { conflict: set }
  const value = set[0] === undefined ? undefined : env[set[0]]
  return value === undefined ? {} : { value }
}

/** Secrets are never shown; a URL keeps its host, because that is what one looks for. */
export function mask(variable: string, value: unknown, schema: z.ZodType): string {
  if (value === undefined) return 'nothing'
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (schema.meta()?.secret === true || /TOKEN|SECRET|PASSWORD|KEYS?$/.test(variable))
    return `******** (${text.length} characters)`
  return text.replace(/\/\/[^@/\s]*@/, '//********@')
}

/** The message for exit 1: every problem with its variable, what was found and what is expected. */
export function describeProblems(problems: readonly EnvProblem[]): string {
  const lines = problems.map(({ variable, got, expected }) => `  ${variable}: got ${got}; expected ${expected}`)
  return `The configuration has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${lines.join('\n')}`
}
