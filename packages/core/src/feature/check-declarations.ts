import type { Feature } from './feature.ts'

/**
 * Checks what can be known before anything is built: ids, codes and variables.
 * @returns every problem with its cure; empty = fine
 */
export function checkDeclarations(features: readonly Feature[]): readonly string[] {
  return [
    ...duplicates('feature id', ['core', ...features.map((feature) => feature.id)]),
    ...duplicates('feature code', ['co', ...features.map((feature) => feature.code)]),
    ...duplicates(
      'variable',
      features.flatMap((feature) => Object.keys(feature.env)),
    ),
    ...features.flatMap(checkOne),
  ]
}

function checkOne({ id, code, env }: Feature): string[] {
  const prefix = `${id.replaceAll('-', '_').toUpperCase()}_`
  // ETSY_… keeps its well-known short prefix: the first word of the id is enough.
  const short = `${id.split('-')[0]?.toUpperCase()}_`
  return [
    ...problem(
      !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id),
      `feature id "${id}" is not kebab-case: use letters, digits and single dashes`,
    ),
    ...problem(!/^[a-z]{2}$/.test(code), `feature "${id}": code "${code}" must be two lower-case letters`),
    ...Object.keys(env).flatMap((name) =>
      problem(
        !name.startsWith(prefix) && !name.startsWith(short),
        `feature "${id}": variable ${name} must start with ${prefix} or ${short}`,
      ),
    ),
  ]
}

export function problem(found: boolean, text: string): string[] {
  return found ? [text] : []
}

/** One line per value that occurs more than once. */
export function duplicates(what: string, values: readonly string[]): string[] {
  const twice = new Set(values.filter((value, index) => values.indexOf(value) !== index))
  return [...twice].map((value) => `${what} "${value}" is declared twice: rename one of them`)
}
