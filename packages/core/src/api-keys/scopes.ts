import type { OwnedPart } from '../feature/index.ts'

/** What a key may be good for. */
export interface DeclaredScope {
  /** `<feature id>.<name>` */
  readonly id: string
  /** What it allows, for whoever makes a key. */
  readonly textKey: string
}

/** So many fit a button. */
const mostScopes = 30
const scopeName = /^[a-z][a-z0-9-]*$/

/** What features that are switched on let keys do, in a steady order. */
export function declaredScopes(on: readonly OwnedPart[]): readonly DeclaredScope[] {
  return on
    .flatMap(({ id, part }) =>
      (part.apiScopes ?? []).map((name) => ({ id: `${id}.${name}`, textKey: `${id}-scope-${name}` })),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** @returns every problem with its cure; empty = fine */
export function checkScopes(on: readonly OwnedPart[], textKeys: ReadonlySet<string>): readonly string[] {
  const all = declaredScopes(on)
  const twice = all.filter(({ id }, index) => all.findIndex((one) => one.id === id) !== index)
  return [
    ...twice.map(({ id }) => `API scope "${id}" is declared twice: rename one of them`),
    ...all.flatMap(({ id, textKey }) =>
      textKeys.has(textKey) ? [] : [`API scope "${id}" needs the text "${textKey}" in its feature's locales`],
    ),
    ...on.flatMap(({ id, part }) =>
      (part.apiScopes ?? [])
        .filter((name) => !scopeName.test(name))
        .map((name) => `feature "${id}": API scope "${name}" must be kebab-case, without the feature's id`),
    ),
    ...(all.length > mostScopes ? [`${all.length} API scopes are declared, at most ${mostScopes} fit: join some`] : []),
  ]
}
