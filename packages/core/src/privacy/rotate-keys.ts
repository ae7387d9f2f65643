import type { CliVerb } from '../feature/index.ts'
import { countKeyUses } from './key-uses.ts'
import { type ResealDeps, resealAll } from './reseal.ts'
import type { OwnedData } from './types.ts'

/** `pnpm bot rotate-keys`: what the nightly job does, at once, with an answer which keys are still needed. */
export function rotateKeysVerb(
  { db, keyring }: ResealDeps,
  declarations: { readonly all: readonly OwnedData[] },
): CliVerb {
  return {
    name: 'rotate-keys',
    summary: 'seal every private value under the first of ENCRYPTION_KEYS, and say which other keys can go',
    needsDatabase: true,
    async run(_args, print) {
      const data = declarations.all
      const counts = await resealAll({ db, keyring }, data, new AbortController().signal)
      for (const { column, resealed, unreadable } of counts)
        print(`${column}: ${resealed} sealed anew${unreadable === 0 ? '' : `, ${unreadable} could not be opened`}`)
      const left = new Set(counts.flatMap((count) => Object.keys(count.left)))
      const uses = (await countKeyUses(db, data)).filter(({ keyId }) => keyId !== keyring.currentKeyId)
      for (const { column, keyId, rows } of uses) print(`${column}: ${rows} need key "${keyId}" until they are over`)
      const needed = new Set([...left, ...uses.map(({ keyId }) => keyId)])
      for (const id of keyring.olderKeyIds)
        print(
          !needed.has(id)
            ? `Key "${id}" is needed no more: take it out of ENCRYPTION_KEYS. Buttons that it signed are refused from then on.`
            : `Key "${id}" is still needed: run this again${left.has(id) ? '' : ' when what needs it is over'}.`,
        )
      for (const id of needed)
        if (!keyring.keyIds.includes(id))
          print(
            `Key "${id}" is missing: add it again at the end of ENCRYPTION_KEYS, or what it sealed stays unreadable and what was derived from it is lost.`,
          )
      return needed.size === 0 ? 0 : 1
    },
  }
}
