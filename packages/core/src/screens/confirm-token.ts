import { randomInt } from 'node:crypto'

const issuedDigits = 7
const randomDigits = 6

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
} as const
