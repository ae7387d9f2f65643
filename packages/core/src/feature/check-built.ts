import type { BotSurface, Owned } from '../bot/index.ts'
import { formTexts } from '../forms/index.ts'
import { type Locale, locales } from '../i18n/index.ts'
import { duplicates, problem } from './check-declarations.ts'
import { type Declarations, together } from './declarations.ts'
import type { OwnedPart } from './part.ts'

/** Telegram's rule for command names. */
const commandName = /^[a-z0-9_]{1,32}$/

const longestPrefix = 32
const paymentPrefix = /^(?=.{1,32}$)[a-z]{2}(?:-[a-z0-9]+)*$/

export interface BuiltSystem {
  readonly declarations: Declarations
  /** Text keys by language. */
  readonly textKeys: ReadonlyMap<Locale, ReadonlySet<string>>
  /** Who ships each text. */
  readonly textOwners: ReadonlyMap<string, string>
}

/**
 * Checks what the built features declare against each other: two with one name would fail at the first update, or cross-fire silently.
 * @returns every problem with its cure; empty = fine
 */
export function checkBuilt({ declarations: { on, all }, textKeys, textOwners }: BuiltSystem): readonly string[] {
  const english = textKeys.get('en') ?? new Set()
  const formIds = on.flatMap(({ id, part }) => (part.forms ?? []).map(({ name }) => `${id}-${name}`))
  return [
    ...checkNames(on),
    ...checkLetters(all),
    ...[...new Set(on.flatMap((owned) => checkSurface(owned, english)))],
    ...on.flatMap((owned) => checkPrefixes(owned, formIds)),
    ...checkOwners(on, all),
    ...checkTexts(textKeys, textOwners),
  ]
}

/** What must have one meaning only, over all parts. */
function checkNames(on: readonly OwnedPart[]): string[] {
  return [
    ...duplicates(
      'command',
      together(on, (part) => part.commands).map(({ name }) => name),
    ),
    ...duplicates(
      'callback',
      together(on, (part) => part.callbacks).map(({ id }) => id),
    ),
    ...duplicates('menu', together(on, (part) => part.menus).map(menuId)),
    ...duplicates(
      'start payload',
      on.flatMap(({ part }) => Object.keys(part.startPayloads ?? {})),
    ),
    ...duplicates(
      'job',
      together(on, (part) => part.jobs).map(({ name }) => name),
    ),
    ...duplicates(
      'topic',
      together(on, (part) => part.topics).map(({ id }) => id),
    ),
    ...duplicates(
      'payment prefix',
      together(on, (part) => part.payments).map(({ prefix }) => prefix),
    ),
    ...duplicates(
      'command-line verb',
      together(on, (part) => part.cli).map(({ name }) => name),
    ),
  ]
}

/** Also of what is switched off: the day that it is back, its numbers must mean one thing. */
const checkLetters = (all: readonly OwnedPart[]): string[] => [
  ...duplicates(
    'noun letter',
    together(all, (part) => part.nouns).map(({ letter }) => letter),
  ),
  ...duplicates(
    'noun',
    together(all, (part) => part.nouns).map(({ id }) => id),
  ),
]

/** What the parts of one owner owe together. */
function checkOwners(on: readonly OwnedPart[], all: readonly OwnedPart[]): string[] {
  const homes = on.flatMap(({ id, part: { home } }) => (home ? [id] : []))
  return [
    ...duplicates('the home entry of feature', homes),
    ...[...Map.groupBy(on, ({ id }) => id)].flatMap(([id, owned]) =>
      duplicates(
        `feature "${id}": form`,
        together(owned, (part) => part.forms).map(({ name }) => name),
      ),
    ),
    ...[...Map.groupBy(all, ({ id }) => id)].flatMap(([id, owned]) => [
      ...problem(
        !owned.some(({ part }) => part.eraseUser),
        `feature "${id}": no part has eraseUser: /delete must reach what it stores about people`,
      ),
      ...problem(
        !owned.some(({ part }) => part.exportUser),
        `feature "${id}": no part has exportUser: /export must show what it stores about people`,
      ),
    ]),
  ]
}

function checkSurface({ id, code, part: surface }: Owned<BotSurface>, keys: ReadonlySet<string>): string[] {
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

function checkPrefixes({ id, code, part }: OwnedPart, formIds: readonly string[]): string[] {
  const { jobs = [], topics = [], events = [], nouns = [], payments = [] } = part
  return [
    ...jobs.flatMap(({ name }) =>
      problem(!name.startsWith(`${id}.`), `feature "${id}": job "${name}" must start with "${id}."`),
    ),
    ...events.flatMap(({ name }) =>
      problem(!name.startsWith(`${id}.`), `feature "${id}": event "${name}" must start with "${id}."`),
    ),
    ...topics.flatMap((topic) =>
      problem(!topic.id.startsWith(`${id}-`), `feature "${id}": topic "${topic.id}" must start with "${id}-"`),
    ),
    ...nouns.flatMap(({ id: noun, letter, decide }) => [
      ...problem(!noun.startsWith(`${id}-`), `feature "${id}": noun "${noun}" must start with "${id}-"`),
      ...problem(!/^[A-Z]$/.test(letter), `feature "${id}": letter "${letter}" must be one capital letter`),
      ...problem(
        decide?.input !== undefined && !formIds.includes(decide.input.form),
        `feature "${id}": noun "${noun}" is approved with the form "${decide?.input?.form}", which it does not declare`,
      ),
    ]),
    ...payments.flatMap(({ prefix }) =>
      problem(
        prefix.slice(0, 2) !== code || !paymentPrefix.test(prefix),
        `feature "${id}": payment prefix "${prefix}" must be "${code}", or "${code}-" and a word, ${longestPrefix} characters at most: an invoice's payload has 128 bytes`,
      ),
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
