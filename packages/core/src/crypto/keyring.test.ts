import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyring, generateKey, parseKeys } from './index.ts'

const [a, b] = parseKeys(`a:${generateKey()},b:${generateKey()}`)
if (a === undefined || b === undefined) throw new Error('two keys expected')
const ring = createKeyring({ keys: [a] })

describe('createKeyring', () => {
  it('opens what it sealed, and only in its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        const sealed = ring.seal(plain, 'core_draft.value')
        expect(ring.open(sealed, 'core_draft.value')).toBe(plain)
        expect(() => ring.open(sealed, 'core_draft.other')).toThrow(/moved from another place/)
      }),
      { numRuns: 50 },
    )
    expect(Buffer.from(ring.seal('x', 'c')).equals(ring.seal('x', 'c'))).toBe(false)
  })

  it('refuses a value with any byte changed', () => {
    const sealed = ring.seal('4 Privet Drive', 'address')
    for (let at = 0; at < sealed.length; at++) {
      const forged = Uint8Array.from(sealed)
      forged[at] = (forged[at] ?? 0) ^ 1
      expect(() => ring.open(forged, 'address'), `byte ${at}`).toThrow()
    }
    expect(() => ring.open(sealed.subarray(0, 20), 'address')).toThrow(/unknown format/)
  })

  it('keeps old values readable, findable and verifiable after a rotation', () => {
    const old = ring.seal('secret', 'c')
    const signed = ring.mac('data', 'callback')
    const rotated = createKeyring({ keys: [b, a] })
    expect(rotated.open(old, 'c')).toBe('secret')
    expect(rotated.seal('new', 'c')[1]).toBe('b'.charCodeAt(0))
    expect(rotated.mac('data', 'callback').keyId).toBe('b')
    expect(rotated.verifyMac('data', 'callback', signed.keyId, signed.mac)).toBe(true)
    expect(rotated.mac('data', 'callback', signed.keyId)).toEqual(signed)
    expect(rotated.mac('data', 'callback', rotated.currentKeyId)).toEqual(rotated.mac('data', 'callback'))
    expect(ring.mac('data', 'callback', 'b')).toBeUndefined()
    const [hash] = ring.lookupHashes('+34 600', 'phone')
    expect(rotated.lookupHashes('+34 600', 'phone')).toEqual([expect.stringMatching(/^b/), hash])
    expect(ring.lookupHashes('+34 600', 'other')).not.toContain(hash)
    expect(() => createKeyring({ keys: [b] }).open(old, 'c')).toThrow(/key "a", which is not configured/)
    expect(() => createKeyring({ keys: [{ ...b, id: 'a' }] }).open(old, 'c')).toThrow(/another secret/)
  })

  it('verifies MACs of 10 to 32 bytes for their data, purpose and key', () => {
    const { keyId, mac } = ring.mac('data', 'callback')
    expect(mac).toHaveLength(32)
    expect(ring.verifyMac('data', 'callback', keyId, mac.subarray(0, 10))).toBe(true)
    expect(ring.verifyMac('data', 'callback', keyId, mac.subarray(0, 9))).toBe(false)
    expect(ring.verifyMac('data', 'callback', keyId, new Uint8Array(0))).toBe(false)
    expect(ring.verifyMac('data', 'callback', keyId, Buffer.concat([mac, mac]))).toBe(false)
    expect(ring.verifyMac('data', 'callback', 'z', mac)).toBe(false)
    expect(ring.verifyMac('data', 'other', keyId, mac)).toBe(false)
    expect(ring.verifyMac('dat4', 'callback', keyId, mac)).toBe(false)
  })
})

describe('parseKeys', () => {
  it.each([
    ['', /No key given/],
    ['abc', /Key 1 is not/],
    [`a:${generateKey()},:${generateKey()}`, /Key 2 is not/],
    ['a:c2hvcnQ=', /Key "a" has 5 bytes instead of 32/],
    [`a:${generateKey()},a:${generateKey()}`, /"a" occurs twice/],
  ])('says what is wrong with %s', (text, problem) => {
    expect(() => parseKeys(text)).toThrow(problem)
  })
})
