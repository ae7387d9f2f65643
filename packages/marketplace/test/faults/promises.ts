import type { Keyring } from '@bazaar/core/crypto'
import type { Db } from '@bazaar/core/db'
import { expect } from 'vitest'
import { createPickupCodes } from '../../src/purchase/reserve/index.ts'
import { type Crowd, type Heard, inFlight, press, readStock, type Tap } from './crowd.ts'

/**
 * Whose process died waits for its lock on their chat to run out. Nobody looks on that long: they give up after some seconds, and press
 * again when all is over.
 */
export const pressOrLeave = (tap: Tap): Promise<Heard> => press(tap, 3_000)

/** Presses that were left are done again. */
export async function pressWhatWasLeft(crowd: Crowd, heard: readonly Heard[]): Promise<readonly Heard[]> {
  return inFlight(
    16,
    crowd.taps.map((tap, index) => ({ tap, heard: heard[index] })),
    async ({ tap, heard: before }) => {
      if (before && before.outcome !== 'nothing') return before
      return press(tap)
    },
  )
}

interface Row {
  readonly id: string
  readonly key: string
  readonly version: number
  readonly keyId: string
}

/** The purchase behind a tap, by what it was confirmed with. */
async function readPurchases({ pool }: Db, offerId: bigint): Promise<ReadonlyMap<string, Row>> {
  const { rows } = await pool.query<Row>(
    `SELECT id, request_key AS key, code_version AS version, code_key_id AS "keyId" FROM marketplace_purchase WHERE offer_id = $1`,
    [String(offerId)],
  )
  return new Map(rows.map((row) => [row.key, row]))
}

/**
 * Whatever people were told is so: who heard a code has that purchase with that code, who heard a refusal has none, a second press is
 * answered with the same, and stock, purchases and receipts agree.
 */
export async function expectKept(
  given: { readonly db: Db; readonly keyring: Keyring; readonly crowd: Crowd },
  heard: readonly Heard[],
): Promise<void> {
  const { db, crowd, keyring } = given
  const purchases = await readPurchases(db, crowd.offerId)
  const codes = createPickupCodes(keyring)
  const told = crowd.taps.map((tap, index) => ({ tap, heard: heard[index], row: purchases.get(tap.token) }))
  for (const { heard: one, row } of told) {
    if (one?.outcome === 'confirmed' || one?.outcome === 'already') {
      const { id = 0, version = 0, keyId = '' } = row ?? {}
      expect(codes.code({ id: BigInt(id), codeVersion: version, codeKeyId: keyId })).toBe(one.code)
    } else expect(row).toBeUndefined()
  }
  const again = told.filter(({ row }) => row !== undefined).slice(0, 200)
  const answers = await inFlight(16, again, ({ tap }) => press(tap))
  expect(answers.filter(({ outcome }) => outcome !== 'already')).toEqual([])
  const { committed, sold, receipts } = await readStock(db, crowd.offerId)
  expect([committed, sold, receipts]).toEqual([purchases.size, purchases.size, purchases.size])
}
