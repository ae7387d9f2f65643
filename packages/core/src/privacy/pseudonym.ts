import { randomBytes } from 'node:crypto'

/** A number that no account has (Telegram's have 52 bits), new for every erasure, so that nobody can be found again by it. */
export function createPseudonym(): bigint {
  return (1n << 60n) | (randomBytes(8).readBigUInt64BE() >> 4n)
}
