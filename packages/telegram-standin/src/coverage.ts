import { findMethod } from './methods/registry.ts'
import type { SchemaChecker } from './schema/check.ts'

interface Coverage {
  readonly implemented: readonly string[]
  /** Answers like Telegram but changes nothing that anybody could see. */
  readonly accepted: readonly string[]
  /** In the published Bot API, here an honest 404. */
  readonly missing: readonly string[]
}

const coverageOf = (schema: SchemaChecker): Coverage => {
  const effect = (name: string): string => findMethod(name)?.effect ?? 'missing'
  const named = (wanted: string): string[] => schema.methods().filter((name) => effect(name) === wanted)
  return { implemented: named('full'), accepted: named('accepted'), missing: named('missing') }
}

const style =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}ul{columns:16rem;padding-left:1.2rem}h2 small{font-weight:normal}code{font-size:.9em}'

const section = (title: string, note: string, names: readonly string[]): string =>
  `<section><h2>${title} <small>(${names.length})</small></h2><p>${note}</p><ul>${names.map((name) => `<li><code>${name}</code></li>`).join('')}</ul></section>`

const page = (coverage: Coverage): string => {
  const { implemented, accepted, missing } = coverage
  const total = implemented.length + accepted.length + missing.length
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Telegram stand-in: coverage</title><style>${style}</style></head><body><h1>What this stand-in speaks</h1><p>${implemented.length} of ${total} Bot API methods.</p>${section('Implemented', 'Behave like Telegram, as far as a local server can.', implemented)}${section('Accepted without effect', 'Answer like Telegram, but nothing changes.', accepted)}${section('Not implemented', 'Answer <code>404 Not Found: method not found</code> and leave a finding.', missing)}</body></html>`
}

/** The generated pages `/coverage` and `/coverage.json`. */
export const coveragePage = (schema: SchemaChecker) => (path: string) => {
  if (path === '/coverage') return { contentType: 'text/html; charset=utf-8', body: page(coverageOf(schema)) }
  if (path === '/coverage.json') return { contentType: 'application/json', body: JSON.stringify(coverageOf(schema)) }
  return null
}
