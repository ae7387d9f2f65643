import type { Persona } from '@bazaar/demo-kit'
import type { Standin } from '@bazaar/telegram-standin'
import type { FoundDemo } from './found-demo.ts'
import { personas } from './personas.ts'

/** The id of a persona. @throws for a username that nobody has */
export type IdOf = (username: string) => number

/** Everybody whom the playground and the demos bring. */
export const allPersonas = (demos: readonly FoundDemo[]): readonly (Persona & { readonly id?: number })[] => [
  ...personas,
  ...demos.flatMap(({ demo }) => demo.personas),
]

export function findIds(standin: Pick<Standin, 'users'>): IdOf {
  return (username) => {
    const found = standin.users().find((user) => user.username === username)
    if (!found) throw new Error(`Nobody is called @${username}.`)
    return found.id
  }
}

/** Makes those personas who do not exist yet. */
export function createPersonas(standin: Pick<Standin, 'users' | 'createUser'>, demos: readonly FoundDemo[]): void {
  const known = new Set(standin.users().map(({ username }) => username))
  for (const { id, username, firstName, lastName, languageCode } of allPersonas(demos)) {
    if (known.has(username)) continue
    standin.createUser({
      ...(id === undefined ? {} : { id }),
      username,
      firstName,
      ...(lastName === undefined ? {} : { lastName }),
      languageCode,
    })
  }
}
