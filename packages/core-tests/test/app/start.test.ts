import { startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { readCounter } from '../bot/counters.ts'
import { createEchoFeature } from '../bot/echo-feature.ts'

let platform: TestPlatform
afterEach(() => platform?.stop())

/** Made once in a bot's life, when its profile differs. */
const once = ['setMyDescription', 'setMyShortDescription']

describe.each([
  ['polling', '502', 'deleteWebhook'],
  ['webhook', 'reset_before', 'setWebhook'],
] as const)('a start by %s', (mode, kind, own) => {
  it('goes on though every call of it fails at first', async () => {
    platform = await startTestPlatform({ features: [createEchoFeature()], mode })
    const anna = platform.telegram.user('Anna')
    await anna.sends('before')
    await anna.sees('You said before')
    const calls = Object.keys(platform.standin.stats().calls).filter((method) => !once.includes(method))
    expect(calls).toEqual(expect.arrayContaining(['getMe', 'setMyCommands', own]))
    for (const method of calls) if (method !== 'sendMessage') platform.standin.faults.add({ method, kind, times: 1 })
    await platform.restart()
    await waitFor('every fault was met', () => platform.standin.faults.list().length === 0)
    await anna.sends('hello')
    await anna.sees('You said hello')
    expect(await readCounter(platform.app, 'errors_total')).toBe(0)
  })
})

describe('a bot that polls', () => {
  it('says why when it cannot fetch updates', async () => {
    platform = await startTestPlatform({ features: [createEchoFeature()] })
    const updates = async () => (await platform.operations('/health')).json().checks.updates
    await waitFor('it polls', async () => (await updates()).detail.polls)
    platform.standin.faults.add({ method: 'getUpdates', kind: '500', times: null })
    const anna = platform.telegram.user('Anna')
    await anna.sends('hello')
    await waitFor('the cause is known', async () => (await updates()).detail.cause === 'telegram-500')
    platform.standin.faults.clear()
    await anna.sees('You said hello')
    await waitFor('it fetches again', async () => (await updates()).detail.cause === undefined)
  })
})
