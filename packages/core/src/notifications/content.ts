import type { Keyring } from '../crypto/index.ts'
import type { MessageContent } from './types.ts'

const context = 'core_delivery.content'

/** A message as it waits to be sent. */
interface StoredContent extends MessageContent {
  /** What is to become it has no picture. */
  readonly isOntoText?: boolean
}

function isMessageContent(value: unknown): value is StoredContent {
  // Sealed values are authenticated and only we seal them: the shape needs no deeper look.
  if (typeof value !== 'object' || value === null || !('text' in value)) return false
  const { text } = value
  return typeof text === 'object' && text !== null && 'key' in text && typeof text.key === 'string'
}

export function sealContent(keyring: Keyring, content: StoredContent): Buffer {
  return Buffer.from(keyring.seal(JSON.stringify(content), context))
}

export function openContent(keyring: Keyring, sealed: Uint8Array): StoredContent {
  return readContent(keyring.open(sealed, context))
}

/** Nothing where the key that sealed it is missing. */
export function findContent(keyring: Keyring, sealed: Uint8Array): MessageContent | undefined {
  const json = keyring.tryOpen(sealed, context)
  return json === undefined ? undefined : readContent(json)
}

function readContent(json: string): StoredContent {
  const value: unknown = JSON.parse(json)
  if (!isMessageContent(value)) throw new Error('A stored message has no text: it was written by another version.')
  return value
}
