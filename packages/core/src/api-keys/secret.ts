import { createHash, randomBytes } from 'node:crypto'

/** By which people, and programs that look for leaked secrets, know what it is. */
const prefix = 'bzk_'
const hintLength = prefix.length + 4
const pattern = new RegExp(`^${prefix}[A-Za-z0-9_-]{43}$`)

/** 256 random bits: nobody guesses them, so a plain hash of them may be stored. */
export const newSecret = (): string => prefix + randomBytes(32).toString('base64url')

/** Whether it could be a key at all. */
export const isSecret = (text: string): boolean => pattern.test(text)

/** What is stored in its place. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** What its owner knows it by. */
export const hintOf = (secret: string): string => secret.slice(0, hintLength)
