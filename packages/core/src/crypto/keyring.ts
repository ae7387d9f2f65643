import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { KeySpec } from './keys.ts'
import type { KeyedMac, Keyring } from './types.ts'

const version = 1
const nonceBytes = 12
const tagBytes = 16
const headerBytes = 2 + nonceBytes + tagBytes
/** 10 bytes is the shortest MAC that callers may keep (callback data has little room). */
const shortestMac = 10

type Derive = (purpose: string) => KeyObject

/** HKDF takes some 20 µs; purposes are constants of the code, so each key is derived once per purpose and kept. */
function createDerive(secret: Uint8Array): Derive {
  const cache = new Map<string, KeyObject>()
  return (purpose) => {
    let key = cache.get(purpose)
    if (key === undefined) {
      key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, 'bazaar', purpose, 32)))
      cache.set(purpose, key)
    }
    return key
  }
}

/** The header is authenticated too, so that a value cannot be relabelled with another key id. */
function boundData(keyId: string, context: string): Buffer {
  return Buffer.from(`${version}|${keyId}|${context}`)
}

const noncesDrawn = 256
let drawn = Buffer.alloc(0)

/** A call for random bytes takes longer than the rest of sealing a short value, so many nonces are drawn at once. Each is handed out once. */
function takeNonce(): Buffer {
  if (drawn.length === 0) drawn = randomBytes(nonceBytes * noncesDrawn)
  const nonce = drawn.subarray(0, nonceBytes)
  drawn = drawn.subarray(nonceBytes)
  return nonce
}

function seal(key: KeyObject, keyId: string, plain: string, context: string): Uint8Array<ArrayBuffer> {
  const nonce = takeNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(boundData(keyId, context))
  const body = cipher.update(plain, 'utf8')
  const last = cipher.final()
  const sealed = new Uint8Array(headerBytes + body.length + last.length)
  sealed[0] = version
  sealed[1] = keyId.charCodeAt(0)
  sealed.set(nonce, 2)
  sealed.set(cipher.getAuthTag(), 2 + nonceBytes)
  sealed.set(body, headerBytes)
  sealed.set(last, headerBytes + body.length)
  return sealed
}

function open(derives: ReadonlyMap<string, Derive>, sealed: Uint8Array, context: string): string {
  if (sealed.length < headerBytes || sealed[0] !== version) {
    throw new Error(
      `A sealed value of "${context}" has an unknown format (${sealed.length} bytes); was the column written by something else?`,
    )
  }
  const keyId = String.fromCharCode(sealed[1] ?? 0)
  const derive = derives.get(keyId)
  if (derive === undefined) {
    throw new Error(
      `A value of "${context}" was sealed with key "${keyId}", which is not configured; add that key again (after the current one).`,
    )
  }
  const decipher = createDecipheriv('aes-256-gcm', derive('seal'), sealed.subarray(2, 2 + nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(boundData(keyId, context))
  decipher.setAuthTag(sealed.subarray(2 + nonceBytes, headerBytes))
  try {
    return decipher.update(sealed.subarray(headerBytes), undefined, 'utf8') + decipher.final('utf8')
  } catch (cause) {
    throw new Error(
      `A sealed value of "${context}" was changed, moved from another place, or key "${keyId}" has another secret now.`,
      { cause },
    )
  }
}

function digest(derive: Derive, purpose: string, data: string): Buffer {
  return createHmac('sha256', derive(purpose)).update(data).digest()
}

function createMac(derives: ReadonlyMap<string, Derive>, currentId: string): Keyring['mac'] {
  function mac(data: string, purpose: string): KeyedMac
  function mac(data: string, purpose: string, keyId: string): KeyedMac | undefined
  function mac(data: string, purpose: string, keyId = currentId): KeyedMac | undefined {
    const derive = derives.get(keyId)
    return derive && { keyId, mac: digest(derive, `mac:${purpose}`, data) }
  }
  return mac
}

/**
 * Creates a keyring over master keys; the first one seals and signs, the others still open, verify and find.
 * @throws Error when there is no key, an id is not one URL-safe character or occurs twice, or a secret is not 32 bytes.
 */
export function createKeyring(options: { readonly keys: readonly KeySpec[] }): Keyring {
  const { keys } = options
  const derives = new Map(keys.map((key) => [key.id, createDerive(key.secret)]))
  const current = keys[0]
  if (current === undefined) throw new Error('The keyring has no key; give at least one.')
  if (derives.size !== keys.length) throw new Error('Two keys of the keyring share an id; give each its own character.')
  for (const key of keys) {
    if (!/^[A-Za-z0-9_-]$/.test(key.id)) throw new Error(`Key id "${key.id}" is not one character of A-Z a-z 0-9 _ -.`)
    if (key.secret.length !== 32) throw new Error(`Key "${key.id}" has ${key.secret.length} bytes instead of 32.`)
  }
  const signing = createDerive(current.secret)
  const lookup = (id: string, derive: Derive, value: string, context: string): string =>
    `${id}${digest(derive, `lookup:${context}`, value).toString('base64url')}`

  return {
    currentKeyId: current.id,
    olderKeyIds: keys.slice(1).map((key) => key.id),
    keyIds: keys.map((key) => key.id),
    seal: (plain, context) => seal(signing('seal'), current.id, plain, context),
    open: (sealed, context) => open(derives, sealed, context),
    tryOpen(sealed, context) {
      try {
        return open(derives, sealed, context)
      } catch {
        return undefined
      }
    },
    mac: createMac(derives, current.id),
    verifyMac(data, purpose, keyId, given) {
      const derive = derives.get(keyId)
      if (derive === undefined || given.length < shortestMac || given.length > 32) return false
      return timingSafeEqual(digest(derive, `mac:${purpose}`, data).subarray(0, given.length), given)
    },
    lookupHashes: (value, context) => [
      lookup(current.id, signing, value, context),
      ...[...derives].slice(1).map(([id, derive]) => lookup(id, derive, value, context)),
    ],
  }
}
