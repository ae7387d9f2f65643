import type { z } from 'zod'
import type { Feature } from '../feature/index.ts'
import { isPublicHttps } from './link-url.ts'
import { type EnvDeclaration, type EnvProblem, mask, parseEnv } from './parse-env.ts'
import { officialApi, type PlatformEnv, platformEnv, platformEnvAliases } from './platform-env.ts'
import type { RawEnv } from './process-env.ts'

/** Polling and webhook are two types, so that nobody reads a webhook secret that is not there. */
export type UpdateSource =
  | { readonly mode: 'polling' }
  | { readonly mode: 'webhook'; readonly url: string; readonly secret: string }

export interface Config {
  readonly platform: PlatformEnv
  readonly updates: UpdateSource
  readonly adminIds: readonly bigint[]
  /** The features that are switched on, in the list's order. */
  readonly features: readonly Feature[]
  /** The others: nothing of them runs, but what they stored about people is still exported, erased and pruned. */
  readonly offFeatures: readonly Feature[]
  /** Parsed variables by feature id. */
  readonly featureEnv: Readonly<Record<string, unknown>>
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config; readonly masked: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly problems: readonly EnvProblem[] }

/** All variables that exist, by owner: the platform first, then the features. */
export function envDeclarations(features: readonly Feature[]): readonly EnvDeclaration[] {
  return [
    { owner: 'platform', shape: platformEnv, aliases: platformEnvAliases },
    ...features.map((feature) => ({ owner: feature.id, shape: feature.env, aliases: feature.envAliases })),
  ]
}

/** Parses everything once, at boot. Pure: the environment is passed in. */
export function loadConfig(features: readonly Feature[], env: RawEnv): ConfigResult {
  const declarations = envDeclarations(features)
  const parsed = parseEnv(env, declarations)
  const found = parsed.values.platform ?? {}
  const known = new Set(parsed.problems.map(({ variable }) => variable))
  const crossed = crossChecks(features, found).filter(({ variable }) => !known.has(variable))
  const problems = [...parsed.problems, ...crossed]
  if (problems.length > 0) return { ok: false, problems }
  // No problems: every variable of this shape has its parsed value.
  const values = found as PlatformEnv
  const on = values.FEATURES
  return {
    ok: true,
    config: {
      platform: values,
      updates:
        values.WEBHOOK_URL !== undefined && values.WEBHOOK_SECRET !== undefined
          ? { mode: 'webhook', url: values.WEBHOOK_URL, secret: values.WEBHOOK_SECRET }
          : { mode: 'polling' },
      adminIds: values.ADMIN_IDS.map(BigInt),
      features: features.filter((feature) => on === undefined || on.includes(feature.id)),
      offFeatures: features.filter((feature) => on !== undefined && !on.includes(feature.id)),
      featureEnv: parsed.values,
    },
    masked: maskedValues(declarations, parsed.values),
  }
}

function crossChecks(features: readonly Feature[], found: Readonly<Record<string, unknown>>): EnvProblem[] {
  const problems: EnvProblem[] = []
  if (found.WEBHOOK_URL !== undefined && found.WEBHOOK_SECRET === undefined)
    problems.push({
      variable: 'WEBHOOK_SECRET',
      got: 'nothing',
      expected: 'a secret, because WEBHOOK_URL is set',
    })
  if (
    typeof found.WEBHOOK_URL === 'string' &&
    found.TELEGRAM_API_ROOT === officialApi &&
    !isPublicHttps(found.WEBHOOK_URL)
  )
    problems.push({
      variable: 'WEBHOOK_URL',
      got: found.WEBHOOK_URL,
      expected: 'a public https address, because Telegram calls it; leave it out to poll instead',
    })
  // 0 is whatever is free.
  if (found.OPERATIONS_PORT !== undefined && found.OPERATIONS_PORT !== 0 && found.OPERATIONS_PORT === found.PORT)
    problems.push({
      variable: 'OPERATIONS_PORT',
      got: String(found.OPERATIONS_PORT),
      expected: 'another port than PORT, which the public reaches; leave it out to use OPERATIONS_TOKEN instead',
    })
  const wanted = Array.isArray(found.FEATURES) ? found.FEATURES.map(String) : []
  const unknown = wanted.filter((id) => !features.some((feature) => feature.id === id))
  if (unknown.length > 0)
    problems.push({
      variable: 'FEATURES',
      got: unknown.join(', '),
      expected: `ids out of ${features.map((feature) => feature.id).join(', ')}`,
    })
  return problems
}

function maskedValues(
  declarations: readonly EnvDeclaration[],
  values: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Record<string, string> {
  return Object.fromEntries(
    declarations.flatMap(({ owner, shape }) =>
      Object.entries(shape).map(([name, schema]) => [name, mask(name, values[owner]?.[name], schema as z.ZodType)]),
    ),
  )
}
