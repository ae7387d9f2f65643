import type { Keyring } from '@bazaar/core/crypto'
import { z } from 'zod'
import { type Anchor, type Report, spotOf } from '../track/index.ts'

const anchorContext = 'steps_rewards_walk.anchor'
const pointContext = 'steps_rewards_point.point'
const hashContext = 'steps_rewards_point.hash'

const spot = { latitude: z.number().int(), longitude: z.number().int() }
const anchor = z.object({ ...spot, at: z.number(), seenAt: z.number(), blurred: z.number() })
const point = z.object({ ...spot, accuracy: z.number().optional() })

/** Of a message with a live location. @param at seconds, by Telegram's clock */
export const reportOf = (
  location: { readonly latitude: number; readonly longitude: number; readonly horizontal_accuracy?: number },
  at: number,
): Report => ({ ...spotOf(location), at, accuracy: location.horizontal_accuracy })

export const sealAnchor = (keyring: Keyring, value: Anchor): Uint8Array =>
  keyring.seal(JSON.stringify(value), anchorContext)

/** Nothing where the key that sealed it is missing: the walk goes on from the next report. */
export function openAnchor(keyring: Keyring, sealed: Uint8Array | null): Anchor | undefined {
  const json = sealed === null ? undefined : keyring.tryOpen(sealed, anchorContext)
  return json === undefined ? undefined : anchor.parse(JSON.parse(json))
}

export const sealPoint = (keyring: Keyring, { latitude, longitude, accuracy }: Report): Uint8Array =>
  keyring.seal(JSON.stringify({ latitude, longitude, accuracy }), pointContext)

export function openPoint(
  keyring: Keyring,
  row: { readonly at: Date; readonly point: Uint8Array },
): Report | undefined {
  const json = keyring.tryOpen(row.point, pointContext)
  return json === undefined ? undefined : { ...point.parse(JSON.parse(json)), at: row.at.getTime() / 1000 }
}

/** Tells that two reports are of exactly one place, and nothing of where it is. */
export const hashOf = (keyring: Keyring, { latitude, longitude }: Report): string =>
  keyring.lookupHashes(`${latitude}:${longitude}`, hashContext)[0] ?? ''
