/** HMAC-SHA256, 32 bytes, with the one-character id of its key. */
export interface KeyedMac {
  readonly keyId: string
  readonly mac: Buffer
}

/** Seals private values (AES-256-GCM; the key id is stored with the value, so keys can rotate) and derives MACs. */
export interface Keyring {
  /** One character: the key that seals and signs. */
  readonly currentKeyId: string
  /** Ids of the keys that only open and verify. */
  readonly olderKeyIds: readonly string[]
  /** All of them, the current one first. */
  readonly keyIds: readonly string[]
  /** `context` binds the value to its place, e.g. `core_delivery.content`; opening it elsewhere fails. */
  seal(plain: string, context: string): Uint8Array<ArrayBuffer>
  /** @throws Error when its key is not configured (any more), or the value was changed or moved */
  open(sealed: Uint8Array, context: string): string
  /** `undefined` where `open` throws: for those who read many, and go on with the others. */
  tryOpen(sealed: Uint8Array, context: string): string | undefined
  /** Under the current key. */
  mac(data: string, purpose: string): KeyedMac
  /**
   * Under the key that is given, current or older, for values that must come out the same after a rotation: store the id beside
   * them. `undefined` for a key that is not configured (any more).
   */
  mac(data: string, purpose: string, keyId: string): KeyedMac | undefined
  /** Constant time; false for an unknown key id. */
  verifyMac(data: string, purpose: string, keyId: string, mac: Uint8Array): boolean
  /**
   * Keyed hashes under which a value is found that is stored nowhere, one for each of `keyIds`: the first is the one to store, with the current key's
   * id beside it; what was stored before a rotation is found by the others.
   */
  lookupHashes(value: string, context: string): readonly [string, ...string[]]
}
