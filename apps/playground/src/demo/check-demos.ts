import type { Story, WorldButton } from '@bazaar/demo-kit'
import type { FoundDemo } from './found-demo.ts'
import { personas } from './personas.ts'
import { stories } from './stories.ts'

function listRepeated(what: string, names: readonly string[]): readonly string[] {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  return [...repeated].map((name) => `Two ${what} are called "${name}".`)
}

const buttonsOf = ({ steps }: Story): readonly WorldButton[] =>
  steps.flatMap(({ action }) => (action === undefined ? [] : [action]))

/** Usernames in the paths of a button's calls. */
const namesIn = ({ calls }: WorldButton): readonly string[] =>
  calls.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))

function listStrangers({ feature, demo }: FoundDemo, known: ReadonlySet<string>): readonly string[] {
  const inStories = demo.stories.flatMap((story) => [
    story.person,
    ...story.steps.flatMap(({ person }) => person ?? []),
    ...buttonsOf(story).flatMap(namesIn),
  ])
  const named = [...inStories, ...demo.buttons.flatMap(({ buttons }) => buttons.flatMap(namesIn))]
  return [...new Set(named.filter((name) => !known.has(name)))].map(
    (name) => `The demo of ${feature} names "${name}", who is nobody's persona.`,
  )
}

function listFirst(told: readonly Story[]): readonly string[] {
  const first = told.filter(({ isFirst }) => isFirst).map(({ id }) => `"${id}"`)
  return first.length > 1 ? [`More than one story is the first: ${first.join(', ')}.`] : []
}

/** What keeps the demos from being played together, one line each. */
export function checkDemos(demos: readonly FoundDemo[]): readonly string[] {
  const usernames = [...personas, ...demos.flatMap(({ demo }) => demo.personas)].map(({ username }) => username)
  const odd = usernames.filter((name) => !/^[a-z]\w{2,31}$/.test(name))
  const known = new Set(usernames)
  const told = [...demos.flatMap(({ demo }) => demo.stories), ...stories]
  return [
    ...odd.map((name) => `"${name}" is no username: 3 to 32 lower-case letters, digits and _.`),
    ...listRepeated('personas', usernames),
    ...listRepeated(
      'stories',
      told.map(({ id }) => id),
    ),
    ...listFirst(told),
    ...listRepeated(
      'stand-ins',
      demos.flatMap(({ demo }) => demo.outside).map(({ name }) => name),
    ),
    ...demos.flatMap((found) => listStrangers(found, known)),
  ]
}
