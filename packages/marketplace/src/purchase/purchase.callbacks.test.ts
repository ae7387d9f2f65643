import { confirmToken } from '@bazaar/core/screens'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as callbacks from './purchase.callbacks.ts'

/** The largest id that PostgreSQL can hold. */
const id = 2n ** 63n - 1n
const token = confirmToken.create(new Date('2099-12-31T23:59:59Z'))
const packed = {
  itemPicked: callbacks.itemPicked.pack({ item: id }),
  quantityPicked: callbacks.quantityPicked.pack({ item: id, quantity: 1000, token }),
  buyPressed: callbacks.buyPressed.pack({ item: id, quantity: 1000, terms: 'zZ-_9', token }),
  cancelAsked: callbacks.cancelAsked.pack({ purchase: id }),
  cancelPressed: callbacks.cancelPressed.pack({ purchase: id, kind: 'late' }),
  takePressed: callbacks.takePressed.pack({ token: 'x'.repeat(22) }),
  handedOver: callbacks.handedOver.pack({ purchase: id, version: 999 }),
  handOverOpened: callbacks.handOverOpened.pack({ purchase: id, version: 999 }),
  missedOpened: callbacks.missedOpened.pack({ offer: id, after: id }),
  noShowPressed: callbacks.noShowPressed.pack({ purchase: id, after: id }),
  reconfirmPressed: callbacks.reconfirmPressed.pack({ purchase: id }),
}

it.each(Object.entries(packed))('%s fits beside its signature, whatever the ids', (_name, data) => {
  expect(Buffer.byteLength(data)).toBeLessThanOrEqual(48)
})

describe('the confirming button', () => {
  it.each([
    'mp.buy:1:1:abcde',
    'mp.buy:1:1:abcde:short',
    `mp.buy:1:1:ab+de:${token}`,
    `mp.buy:1:1:abcdef:${token}`,
    `mp.buy:1:x:abcde:${token}`,
    `mp.buy:-1:1:abcde:${token}`,
    `mp.buy:1:1:abcde:${token}:more`,
    `mp.buy:1:1:abcde:${token.toUpperCase()}!`,
  ])('%j is none of ours', (data) => {
    expect(callbacks.buyPressed.unpack(data)).toBeUndefined()
  })

  it('reads back what it was packed with', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, id),
        fc.integer({ min: 1, max: 1000 }),
        fc.stringMatching(/^[\w-]{5}$/),
        (item, quantity, terms) => {
          const given = { item, quantity, terms, token }
          expect(callbacks.buyPressed.unpack(callbacks.buyPressed.pack(given))).toEqual(given)
        },
      ),
    )
  })
})
