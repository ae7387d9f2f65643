import { createHmac, timingSafeEqual } from 'node:crypto'
import { headerOf, type VerifySignature } from './access.ts'

export interface HmacOptions {
  /** Left out or empty: nothing is set, and the route that is guarded by it answers 404. */
  readonly secret: string | undefined
  readonly header: string
  readonly encoding: 'hex' | 'base64'
  readonly algorithm?: 'sha256' | 'sha512'
  /** What stands before the signature, e.g. `sha256=`. */
  readonly prefix?: string
}

/** A signature that is an HMAC of the body in a header, compared in constant time. */
export function hmacSignature(options: HmacOptions): VerifySignature | undefined {
  const { secret, header, encoding, algorithm = 'sha256', prefix = '' } = options
  if (!secret) return undefined
  return (raw, headers) => {
    const given = headerOf(headers, header)
    if (given === undefined || !given.startsWith(prefix)) return false
    const expected = createHmac(algorithm, secret).update(raw).digest()
    const bytes = Buffer.from(given.slice(prefix.length), encoding)
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  }
}
