import { createHash, createHmac, randomBytes } from 'node:crypto'

/** Signing as Standard Webhooks says (standardwebhooks.com): receivers check it with any of its libraries. */

const secretPrefix = 'whsec_'

/** 256 random bits. */
export const newSecret = (): string => secretPrefix + randomBytes(32).toString('base64')

/** The same for the same thing: what is told once has one id. */
export const messageIdOf = (what: string): string =>
  `msg_${createHash('sha256').update(what).digest('base64url').slice(0, 27)}`

export const newMessageId = (): string => `msg_${randomBytes(20).toString('base64url')}`

export interface Signable {
  readonly id: string
  /** Exactly as it is sent. */
  readonly body: string
}

/**
 * @param seconds when it is sent, as a receiver's clock has it
 * @param secrets the present one, and the one before while receivers change over
 */
export function signedHeaders(
  { id, body }: Signable,
  seconds: number,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': secrets.map((secret) => `v1,${sign(`${id}.${seconds}.${body}`, secret)}`).join(' '),
  }
}

function sign(content: string, secret: string): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64')
  return createHmac('sha256', key).update(content).digest('base64')
}
