import { crc32 } from 'node:zlib'
import { defineCallback, field } from '../bot/index.ts'
import type { ButtonSpec } from '../notifications/index.ts'
import { confirmToken } from '../screens/index.ts'
import type { DeclaredScope } from './scopes.ts'

/** Which scopes are chosen, a bit each, and of which list of scopes: after a deploy there may be another one. */
export interface Choice {
  readonly chosen: number
  readonly of: bigint
}

export const choiceOf = (scopes: readonly DeclaredScope[], chosen: number): Choice => ({
  chosen,
  of: BigInt(crc32(scopes.map(({ id }) => id).join())),
})

export const view = defineCallback('co.akey', { view: field.oneOf('list', 'choose', 'ask'), id: field.id })
export const choosing = defineCallback('co.akch', { chosen: field.int, of: field.id })
export const creating = defineCallback('co.aknew', { chosen: field.int, of: field.id, card: confirmToken.field })
export const revoking = defineCallback('co.akrev', { id: field.id }, { isFinal: () => true })

export const listButton: ButtonSpec = {
  text: { key: 'core-api-key-button-list' },
  data: view.pack({ view: 'list', id: 0n }),
}
