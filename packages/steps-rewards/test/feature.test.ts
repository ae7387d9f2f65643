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

it('the same in Russian, without a company', async () => {
  const boris = platform.telegram.user('Борис', { language: 'ru' })
  const live = await shares(boris)
  await boris.sees(/Прогулка K\d+[\s\S]*С кем вы гуляете\?/)
  await walks(platform, boris, live, { from: 0, to: 1_500 })
  await boris.presses('👶 Коляска')
  await boris.sees(/Прогулка K\d+, коляска/)
  await boris.presses('Закончить прогулку')
  await boris.sees(
    /2 000 баллов[\s\S]*Пройдено 2 000, засчитано 2 000\.[\s\S]*× 1,00 \(коляска\) × 1,00 \(служба погоды не ответила\) = 2 000/,
  )
  await boris.sends('/points')
  await boris.sees(/Мои баллы: 2 000/)
  await boris.sends('/status_all')
  await boris.sees(/Всего заработано баллов: 2 000/)
})
