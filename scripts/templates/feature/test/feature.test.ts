import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleWidget } from '../src/index.ts'

describe('sample-widget', () => {
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [sampleWidget] })
  })
  afterAll(() => platform?.stop())

  it('counts in place with a button, and says when it is enough', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/sample_widget')
    await anna.sees('Counted to 1')
    await anna.presses('One more')
    expect((await anna.sees('Counted to 2')).edited).toBe(true)
    await anna.presses('One more')
    await anna.sees('Counted to 3')
    const refused = await anna.presses('One more')
    expect(refused).toMatchObject({ showAlert: true, text: expect.stringContaining('3 is as far as this goes') })
  })

  it('opens from the start', async () => {
    const ben = platform.telegram.user('Ben')
    await ben.sends('/start')
    await ben.sees('Counted to 1')
  })
})
