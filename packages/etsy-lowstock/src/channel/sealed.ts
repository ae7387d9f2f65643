import type { Keyring } from '@bazaar/core/crypto'
import type { SealedColumn } from '@bazaar/core/privacy'

type Field = 'url' | 'secret' | 'old_secret'
type Openable = Uint8Array

const key = ['id']

export const sealedColumns: readonly SealedColumn[] = [
  { table: 'etsy_lowstock_endpoint', column: 'url', key },
  { table: 'etsy_lowstock_endpoint', column: 'secret', key },
  { table: 'etsy_lowstock_endpoint', column: 'old_secret', key },
  { table: 'etsy_lowstock_delivery', column: 'body', key },
]

const context = (field: Field) => `etsy_lowstock_endpoint.${field}`
const bodyContext = 'etsy_lowstock_delivery.body'

/** Addresses, secrets and bodies lie sealed; what cannot be opened any more is nothing. */
export const createSeals = (keyring: Keyring) => ({
  seal: (plain: string, field: Field) => keyring.seal(plain, context(field)),
  open: (sealed: Openable, field: Field) => keyring.tryOpen(sealed, context(field)),
  sealBody: (body: string) => keyring.seal(body, bodyContext),
  openBody: (sealed: Openable) => keyring.tryOpen(sealed, bodyContext),
  /** A secret moves from one column to the other. */
  toOld(secret: Openable) {
    const plain = keyring.tryOpen(secret, context('secret'))
    return plain === undefined ? undefined : keyring.seal(plain, context('old_secret'))
  },
})
export type Seals = ReturnType<typeof createSeals>
