import { createKeyring } from '@bazaar/core/crypto'
import { describe, expect, it } from 'vitest'
import { createPickupCodes } from '../src/purchase/reserve/index.ts'

const keys = ['a', 'b'].map((id, index) => ({ id, secret: Buffer.alloc(32, index) }))
const before = createPickupCodes(createKeyring({ keys: keys.slice(0, 1) }))
const rotated = createPickupCodes(createKeyring({ keys: keys.toReversed() }))
const purchase = { id: 56n, codeVersion: 1, codeKeyId: 'a' }

describe('tokens', () => {
  it('are refused when anything in them was changed', () => {
    const token = before.token(purchase) ?? ''
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === '1' ? '2' : '1'
      expect(before.readToken(`${token.slice(0, at)}${other}${token.slice(at + 1)}`), `character ${at}`).toBeUndefined()
    }
    for (const forged of ['', '56', '56-1', `${token}x`, token.slice(1), `0${token}`, token.replace('-1-', '-01-')])
      expect(before.readToken(forged), forged).toBeUndefined()
  })

  it('name the purchase and its version, in a start payload, also after a new key', () => {
    const largest = { id: 2n ** 63n - 1n, codeVersion: 999_999_999, codeKeyId: 'a' }
    for (const { id, codeVersion, codeKeyId } of [purchase, largest]) {
      const token = before.token({ id, codeVersion, codeKeyId }) ?? ''
      expect(`pickup_${token}`).toMatch(/^[\w-]{1,63}$/)
      expect(rotated.readToken(token)).toEqual({ purchaseId: id, codeVersion })
    }
  })
})

describe('codes', () => {
  it('are four digits, spread evenly, other ones for another version, the same after a new key', () => {
    const all = Array.from({ length: 2_000 }, (_, id) => before.code({ ...purchase, id: BigInt(id) }) ?? '')
    expect(all.every((code) => /^\d{4}$/.test(code))).toBe(true)
    expect(new Set(all).size).toBeGreaterThan(1_700)
    expect(all.some((code) => code.startsWith('0'))).toBe(true)
    expect(before.code({ ...purchase, codeVersion: 2 })).not.toBe(before.code(purchase))
    expect(rotated.code(purchase)).toBe(before.code(purchase))
    expect(rotated.code({ ...purchase, codeKeyId: 'b' })).not.toBe(before.code(purchase))
  })

  it('are not there, and neither are tokens, while their key is not configured', () => {
    const other = { ...purchase, codeKeyId: 'b' }
    expect([before.code(other), before.token(other)]).toEqual([undefined, undefined])
    expect(before.shown(other)).toMatchObject({ text: { key: 'marketplace-purchase-code-missing' } })
    expect(before.shown(purchase)).toBe(before.code(purchase))
  })
})
