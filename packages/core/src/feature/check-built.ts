import type { MountedSurface } from '../bot/index.ts'
import { formTexts } from '../forms/index.ts'
import { type Locale, locales } from '../i18n/index.ts'
import { duplicates, problem } from './check-declarations.ts'
import type { BuiltFeature } from './types.ts'

/** Telegram's rule for command names. */
const commandName = /^[a-z0-9_]{1,32}$/

export interface BuiltSystem {
  readonly features: readonly BuiltFeature[]
  /** All surfaces including the core's own. */
  readonly surfaces: readonly MountedSurface[]
  /** Text keys by language. */
  readonly textKeys: ReadonlyMap<Locale, ReadonlySet<string>>
  /** Who ships each text. */
  readonly textOwners: ReadonlyMap<string, string>
}

/**
 * Checks what the built features declare against each other: two with one name would fail at the first update, or cross-fire silently.
 * @returns every problem with its cure; empty = fine
 */
export function checkBuilt({ features, surfaces, textKeys, textOwners }: BuiltSystem): readonly string[] {
  const all = <T>(pick: (feature: BuiltFeature) => readonly T[]): T[] => features.flatMap((feature) => pick(feature))
  return [
    ...duplicates(
      'command',
      surfaces.flatMap(({ surface }) => (surface.commands ?? []).map(({ name }) => name)),
    ),
    ...duplicates(
      'callback',
      surfaces.flatMap(({ surface }) => (surface.callbacks ?? []).map(({ id }) => id)),
    ),
    ...duplicates(
      'menu',
      surfaces.flatMap(({ surface }) => (surface.menus ?? []).map((menu) => menuId(menu))),
    ),
    ...duplicates(
      'start payload',
      surfaces.flatMap(({ surface }) => Object.keys(surface.startPayloads ?? {})),
    ),
    ...duplicates(
      'job',
      all((feature) => feature.jobs).map(({ name }) => name),
    ),
    ...duplicates(
      'topic',
      all((feature) => feature.topics).map(({ id }) => id),
    ),
    ...duplicates(
      'approval letter',
      all((feature) => feature.approvals).map(({ letter }) => letter),
    ),
    ...duplicates(
      'cancellable letter',
      all((feature) => feature.cancellables).map(({ letter }) => letter),
    ),
    ...duplicates(
      'resumable letter',
      all((feature) => feature.resumables).map(({ letter }) => letter),
    ),
    ...duplicates(
      'command-line verb',
      all((feature) => feature.cli).map(({ name }) => name),
    ),
    ...surfaces.flatMap((mounted) => checkSurface(mounted, textKeys.get('en') ?? new Set())),
    ...features.flatMap(checkPrefixes),
    ...checkTexts(textKeys, textOwners),
  ]
}

function checkSurface({ id, code, surface }: MountedSurface, keys: ReadonlySet<string>): string[] {
  const needsText = (key: string, why: string): string[] =>
    problem(!keys.has(key), `feature "${id}": ${why} needs the text "${key}" in its locales`)
  return [
    ...(surface.commands ?? []).flatMap(({ name }) => [
      ...problem(!commandName.test(name), `feature "${id}": command "/${name}" must be 1 to 32 of a-z, 0-9 and _`),
      ...needsText(`${id}-command-${name}`, `command /${name}`),
    ]),
    ...(surface.commands?.length ? needsText(`${id}-title`, '/help') : []),
    ...(surface.home ? needsText(`${id}-home`, 'the home entry') : []),
    ...(surface.callbacks ?? []).flatMap((callback) =>
      problem(
        !callback.id.startsWith(`${code}.`) || callback.id.includes(':'),
        `feature "${id}": callback "${callback.id}" must start with "${code}." and hold no colon`,
      ),
    ),
    ...(surface.menus ?? []).flatMap((menu) =>
      problem(
        !menuId(menu).startsWith(`${code}-`),
        `feature "${id}": menu "${menuId(menu)}" must start with "${code}-"`,
      ),
    ),
    ...duplicates(
      `feature "${id}": form`,
      (surface.forms ?? []).map(({ name }) => name),
    ),
    ...(surface.forms ?? []).flatMap((form) =>
      formTexts(id, form).flatMap((key) => needsText(key, `form "${form.name}"`)),
    ),
    ...Object.keys(surface.conversations ?? {}).flatMap((name) =>
      problem(
        !/^[a-z][a-z0-9-]*$/.test(name),
        `feature "${id}": conversation "${name}" must be kebab-case, without the feature's id`,
      ),
    ),
  ]
}

function checkPrefixes({ id, jobs, topics, approvals, cancellables, resumables }: BuiltFeature): string[] {
  return [
    ...jobs.flatMap(({ name }) =>
      problem(!name.startsWith(`${id}.`), `feature "${id}": job "${name}" must start with "${id}."`),
    ),
    ...topics.flatMap((topic) =>
      problem(!topic.id.startsWith(`${id}-`), `feature "${id}": topic "${topic.id}" must start with "${id}-"`),
    ),
    ...approvals.flatMap(({ kind }) =>
      problem(!kind.startsWith(`${id}-`), `feature "${id}": approval kind "${kind}" must start with "${id}-"`),
    ),
    ...[...approvals, ...cancellables, ...resumables].flatMap(({ letter }) =>
      problem(!/^[A-Z]$/.test(letter), `feature "${id}": letter "${letter}" must be one capital letter`),
    ),
  ]
}

function checkTexts(textKeys: ReadonlyMap<Locale, ReadonlySet<string>>, owners: ReadonlyMap<string, string>): string[] {
  const everywhere = new Set(locales.flatMap((locale) => [...(textKeys.get(locale) ?? [])]))
  return [...everywhere].flatMap((key) => [
    ...problem(
      !key.startsWith(`${owners.get(key)}-`),
      `text "${key}" must start with the id of the feature that ships it: "${owners.get(key)}-"`,
    ),
    ...locales.flatMap((locale) =>
      problem(textKeys.get(locale)?.has(key) === false, `text "${key}" is missing in ${locale}.ftl`),
    ),
  ])
}

/** @grammyjs/menu keeps the id in a field that its types do not show. */
function menuId(menu: object): string {
  return 'id' in menu && typeof menu.id === 'string' ? menu.id : ''
}
