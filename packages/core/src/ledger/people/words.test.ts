import { expect, it } from 'vitest'
import { indexLedgers, ledgersOf } from '../declared.ts'
import { accountName, reasonText, signed } from './words.ts'

const declared = indexLedgers(ledgersOf([]))

it('a reason whose feature is gone still says what it was about, taken back or not', () => {
  const gone = { reason: 'shop-walk', entity: 'K7' }
  const said = { key: 'core-entry-other', params: { entity: 'K7' } }
  expect(reasonText(declared, gone)).toEqual(said)
  expect(reasonText(declared, { ...gone, isReversal: true })).toEqual({
    key: 'core-entry-reversal',
    params: { what: { text: said } },
  })
  expect(accountName(declared, 'shop-escrow')).toBe('shop-escrow')
})

it('an amount has a sign of its own, which money itself has not', () => {
  expect(signed(-1n, 'PTS')).toEqual({
    text: { key: 'core-ledger-minus', params: { amount: { money: ['1', 'PTS'] } } },
  })
  expect(signed(1n, 'PTS')).toEqual({ text: { key: 'core-ledger-plus', params: { amount: { money: ['1', 'PTS'] } } } })
})
