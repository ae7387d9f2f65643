import { randomBytes } from 'node:crypto'

/** One master key: its one-character id is stored with everything it sealed. */
export interface KeySpec {
  /** One character of `A-Z a-z 0-9 _ -`. */
  readonly id: string
  /** 32 random bytes. */
  readonly secret: Uint8Array
}

const cure = 'Expected a list like "a:<base64 of 32 random bytes>,b:<…>", newest first.'

function parseKey(entry: string, position: number): KeySpec {
  const match = /^([A-Za-z0-9_-]):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry.trim())
  const [, id, text] = match ?? []
  // The entry itself is never quoted: it is a secret.
  if (id === undefined || text === undefined)
    throw new Error(`Key ${position} is not "<one character>:<base64>". ${cure}`)
  const secret = Buffer.from(text, 'base64')
  if (secret.length !== 32) throw new Error(`Key "${id}" has ${secret.length} bytes instead of 32. ${cure}`)
  return { id, secret }
}

/**
 * Parses an environment value such as `b:base64,a:base64`; the first key is the current one.
 * @throws Error that names the key by its id or position, never by its value.
 */
export function parseKeys(text: string): readonly KeySpec[] {
  if (text.trim() === '') throw new Error(`No key given. ${cure}`)
  const keys = text.split(',').map((entry, index) => parseKey(entry, index + 1))
  const ids = keys.map((key) => key.id)
  const double = ids.find((id, index) => ids.indexOf(id) !== index)
  if (double !== undefined) throw new Error(`Key id "${double}" occurs twice; give the new key another character.`)
  return keys
}

/** A fresh secret in base64, to be written as `<id>:<this>`. */
export function generateKey(): string {
  return randomBytes(32).toString('base64')
}
