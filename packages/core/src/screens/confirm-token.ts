import { randomInt } from 'node:crypto'

const issuedDigits = 7
const randomDigits = 6
/** What a card did is remembered longer than this, so a card that expired can never act a second time. */
const validForMs = 24 * 3_600_000

/**
 * 13 characters that make one deed of one drawn card recognisable: seven digits of the second it was made in, six random ones, in base 36.
 * For cards whose once-guard is a column of the feature's own; everybody else uses `defineConfirm`.
 */
export const confirmToken = {
  /** @param now business time */
  create(now: Date): string {
    const issued = Math.floor(now.getTime() / 1000).toString(36)
    const random = randomInt(36 ** randomDigits).toString(36)
    return issued.padStart(issuedDigits, '0') + random.padStart(randomDigits, '0')
  },
  /** When it was made, to the second; `undefined` when it is not such a token. */
  issuedAt(token: string): Date | undefined {
    if (token.length !== issuedDigits + randomDigits || !/^[0-9a-z]+$/.test(token)) return undefined
    return new Date(Number.parseInt(token.slice(0, issuedDigits), 36) * 1000)
  },
  /** Its card asks no more: it was drawn 24 hours ago or earlier, or it is no such token. @param now business time */
  isExpired(token: string, now: Date): boolean {
    const issuedAt = confirmToken.issuedAt(token)
    return issuedAt === undefined || now.getTime() - issuedAt.getTime() > validForMs
  },
  /** In callback data. */
  field: {
    pack: (token: string): string => token,
    unpack: (text: string): string | undefined => (confirmToken.issuedAt(text) ? text : undefined),
  },
} as const
