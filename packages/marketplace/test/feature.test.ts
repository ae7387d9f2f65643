import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { marketplace } from '../src/index.ts'

describe('marketplace', () => {
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [marketplace] })
  })
  afterAll(() => platform?.stop())

  it('opens from the start', async () => {
    const ben = platform.telegram.user('Ben')
    await ben.sends('/start')
    await ben.sees('Good food')
  })
})
