import type { CliVerb } from '../feature/index.ts'
import { type DataDeclaration, resealAll } from '../privacy/index.ts'
import type { Foundation } from './foundation.ts'

/** `pnpm bot rotate-keys`: what the nightly job does, at once, with an answer which keys are still needed. */
export function rotateKeysVerb(foundation: Foundation, data: readonly DataDeclaration[]): CliVerb {
  return {
    name: 'rotate-keys',
    summary: 'seal every private value under the first of ENCRYPTION_KEYS, and say which other keys can go',
    needsDatabase: true,
    async run(_args, print) {
      const { keyring } = foundation
      const counts = await resealAll(foundation, data, new AbortController().signal)
      for (const { column, resealed, unreadable } of counts)
        print(`${column}: ${resealed} sealed anew${unreadable === 0 ? '' : `, ${unreadable} could not be opened`}`)
      const left = new Set(counts.flatMap((count) => Object.keys(count.left)))
      for (const id of keyring.olderKeyIds)
        print(
          left.has(id)
            ? `Key "${id}" is still needed: run this again.`
            : `Key "${id}" seals nothing any more: take it out of ENCRYPTION_KEYS. Buttons that it signed are refused from then on.`,
        )
      for (const id of left)
        if (!keyring.olderKeyIds.includes(id))
          print(
            `Key "${id}" is missing: add it again at the end of ENCRYPTION_KEYS, or what it sealed stays unreadable.`,
          )
      return left.size === 0 ? 0 : 1
    },
  }
}
