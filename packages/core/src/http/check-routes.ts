import { z } from 'zod'
import type { Access } from './access.ts'
import { corePaths } from './core-paths.ts'
import { pageType } from './page.ts'
import { methods, type Route } from './route.ts'

/** The routes of one part, with the id of its feature. */
export interface OwnedRoutes {
  readonly id: string
  readonly part: { readonly http?: readonly Route[]; readonly apiScopes?: readonly string[] }
}

interface Placed {
  readonly id: string
  readonly route: Route
  readonly place: string
}

/** Whole segments only, which are words or parameters, and no slash at the end: what could be written in two ways is written in one. */
const pathPattern = /^(\/|(\/(?!\.{1,2}(\/|$))([\w.~-]+|:[A-Za-z]\w*))+)$/
/** What stands first in a path of the core, or of the features below /api. */
const ownSegments = new Set(['api', ...Object.values(corePaths).map((path) => path.split('/')[1])])

/** Where a route answers. */
export function pathOf(id: string, { root, path }: Pick<Route, 'path'> & { readonly root?: true }): string {
  if (root) return path
  return path === '/' ? `/api/${id}` : `/api/${id}${path}`
}

/** Two routes with one of these could not be told apart. */
const meaningOf = (id: string, route: Route): string =>
  `${route.method.toUpperCase()} ${pathOf(id, route).replaceAll(/:\w+/g, ':')}`

/** @returns every problem of the declared routes with its cure; empty = fine */
export function checkRoutes(owned: readonly OwnedRoutes[]): readonly string[] {
  const placed = owned.flatMap(({ id, part }) =>
    (part.http ?? []).map((route): Placed => ({ id, route, place: `${route.method} ${pathOf(id, route)}` })),
  )
  const scopes = new Set(owned.flatMap(({ id, part }) => (part.apiScopes ?? []).map((scope) => `${id}.${scope}`)))
  return [...placed.flatMap((one) => checkRoute(one, scopes)), ...checkTwice(placed)]
}

function checkRoute({ id, route, place }: Placed, scopes: ReadonlySet<string>): string[] {
  const problems = [...checkPath(id, route), ...checkAccess(id, route, scopes), ...checkPage(route)]
  return problems.map((text) => `Route ${place} of feature "${id}" ${text}`)
}

function checkPath(id: string, { method, path, root }: Route): string[] {
  const isRoot = root === true
  return [
    ...problem(!methods.includes(method), `has no known method; use ${methods.join(', ')}`),
    ...problem(
      !pathPattern.test(path),
      'has an odd path; write /words and /:parameters, without a slash at the end or a wildcard',
    ),
    ...problem(isRoot && isOwn(path), 'is where the core answers; choose another first word'),
    ...problem(
      isRoot && path.startsWith('/:'),
      'begins with a parameter and would answer for every path; begin it with a word',
    ),
    ...problem(
      !isRoot && Object.values(corePaths).some((own) => own === pathOf(id, { path })),
      'is a route of the core; choose another path',
    ),
  ]
}

function checkAccess(id: string, route: Route, scopes: ReadonlySet<string>): string[] {
  const { responses, idempotent } = route
  // The types demand it; a list that was put together elsewhere may have lost it all the same.
  const { access }: { readonly access?: Access } = route
  const scope = access?.by === 'api-key' ? access.scope : undefined
  return [
    ...problem(
      !access,
      "has no access rule; add access: { by: 'public' } if everybody may call it, else 'operator-key', 'api-key' or 'signed'",
    ),
    ...problem(
      !Object.keys(responses).some((status) => /^[23]\d\d$/.test(status)),
      'has no response schema; add responses with a zod schema for its success status',
    ),
    ...problem(
      scope !== undefined && !scopes.has(`${id}.${scope}`),
      `wants the scope "${scope}", which the feature does not declare; add it to apiScopes`,
    ),
    ...problem(
      idempotent && access?.by !== 'api-key' && access?.by !== 'operator-key',
      'is idempotent, but nobody knows who calls it: only routes with a key can be',
    ),
  ]
}

function checkPage({ page, responses, errors, idempotent }: Route): string[] {
  if (!page) return []
  return [
    ...problem(
      !Object.values(responses).every((schema) => schema instanceof z.ZodString),
      'answers pages, but has a response schema of something else; use z.string()',
    ),
    ...problem(
      errors?.contentType !== pageType,
      `answers pages, but tells refusals as JSON; add errors with the contentType ${pageType}`,
    ),
    ...problem(idempotent, 'answers pages and is idempotent; only what programs call can be'),
  ]
}

const problem = (isFound: boolean, text: string): string[] => (isFound ? [text] : [])

const isOwn = (path: string): boolean => ownSegments.has(path.split('/')[1])

function checkTwice(placed: readonly Placed[]): string[] {
  const groups = [...Map.groupBy(placed, ({ id, route }) => meaningOf(id, route)).values()]
  return groups.flatMap(([first, second]) =>
    first && second
      ? [
          `Route ${first.place} of feature "${first.id}" is declared again as ${second.place} by "${second.id}"; change one path`,
        ]
      : [],
  )
}
