import type { TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { shares, startWalks, walks } from './walking.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startWalks()
})
afterAll(() => platform?.stop())

it('a walk with a dog, from the first word to the formula', async () => {
  const darya = platform.telegram.user('Darya')
  await darya.sends('/start')
  await darya.sends('/walk')
  await darya.sees('With whom do you walk?')
  await darya.presses('🐕 Dog')
  await darya.sees('Share My Live Location')
  const live = await shares(darya)
  await darya.sees(/Walk K\d+, dog/)
  await walks(platform, darya, live, { from: 0, to: 730 })
  await walks(platform, darya, live, { from: 730, to: 750 })
  await darya.sees('Steps that count: 1,000')
  await darya.presses('Finish the walk')
  const receipt = await darya.sees('✅ K1: 1,000 points')
  expect(receipt.text).toMatch(/Walked 1,000, counted 1,000\./)
  expect(receipt.text).toMatch(/× 1\.00 \(dog\) × 1\.00 \(the weather service did not answer\) = /)
  await darya.sends('/points')
  await darya.sees(/My points: 1,000\nSet aside: 0. Earned in all: 1,000/)
  await darya.sends('/points K1')
  await darya.sees('× 1.00 (dog)')
})
