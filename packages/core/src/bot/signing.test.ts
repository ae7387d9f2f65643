import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyring } from '../crypto/index.ts'
import { bindToPerson, createCallbackSigner } from './signing.ts'

const secret = (fill: number) => Buffer.alloc(32, fill)
const signer = createCallbackSigner(createKeyring({ keys: [{ id: 'a', secret: secret(1) }] }), 77)
const data = fc
  .string({ unit: 'binary', maxLength: 40 })
  .filter((text) => text.isWellFormed() && Buffer.byteLength(text) <= 48)
const chat = fc.bigInt({ min: -(2n ** 52n), max: 2n ** 52n })

describe('signed callback data', () => {
  it('comes back as it was, within 64 bytes, for its chat alone', () => {
    fc.assert(
      fc.property(data, chat, chat, fc.nat(), (text, mine, other, person) => {
        const signed = signer.sign(mine, text)
        expect(Buffer.byteLength(signed)).toBeLessThanOrEqual(64)
        expect(signer.verify(mine, person, signed)).toBe(text)
        if (mine !== other) expect(signer.verify(other, person, signed)).toBeUndefined()
      }),
    )
  })

  it('that is bound to a person is nobody else’s', () => {
    fc.assert(
      fc.property(data, chat, fc.nat(), fc.nat(), (text, mine, person, other) => {
        const signed = signer.sign(mine, bindToPerson(text, person))
        expect(signer.verify(mine, person, signed)).toBe(text)
        if (person !== other) expect(signer.verify(mine, other, signed)).toBeUndefined()
      }),
    )
  })

  it('has one spelling only', () => {
    const signed = signer.sign(5n, 'vt.again:1')
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const accepted = [...letters].filter((last) => signer.verify(5n, 1, signed.slice(0, -1) + last) !== undefined)
    expect(accepted).toEqual([signed.at(-1)])
    expect(signer.verify(5n, 1, `${signed}=`)).toBeUndefined()
  })

  it('survives a new key, and ends with the old one', () => {
    const signed = signer.sign(5n, 'vt.again:1')
    const keys = [
      { id: 'b', secret: secret(2) },
      { id: 'a', secret: secret(1) },
    ]
    expect(createCallbackSigner(createKeyring({ keys }), 77).verify(5n, 1, signed)).toBe('vt.again:1')
    expect(createCallbackSigner(createKeyring({ keys: keys.slice(0, 1) }), 77).verify(5n, 1, signed)).toBeUndefined()
    expect(createCallbackSigner(createKeyring({ keys }), 78).verify(5n, 1, signed)).toBeUndefined()
  })

  it('that is too long is refused where it is made, with the cure', () => {
    expect(() => signer.sign(5n, 'x'.repeat(49))).toThrow(
      'at most 48 fit beside the signature: use ids instead of words',
    )
  })
})
