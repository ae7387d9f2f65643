import fc from 'fast-check'
import { expect, it } from 'vitest'
import { confirmToken } from './index.ts'

it.each(['', 'abc', 'ABCDEFGHIJKLM', '0000000:00000', '00000000000000', ' 000000000000'])('is not %j', (token) => {
  expect(confirmToken.issuedAt(token)).toBeUndefined()
})

it('has 13 characters, is never the same, and says when it was made', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true }), (now) => {
      const [token, other] = [confirmToken.create(now), confirmToken.create(now)]
      expect(token).toMatch(/^[0-9a-z]{13}$/)
      expect(other).not.toBe(token)
      expect(confirmToken.issuedAt(token)?.getTime()).toBe(Math.floor(now.getTime() / 1000) * 1000)
    }),
    { numRuns: 50 },
  )
})
