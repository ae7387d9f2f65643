import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEchoFeature } from './echo-feature.ts'

describe('the bot', () => {
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createEchoFeature()] })
  })
  afterAll(() => platform?.stop())

  it('welcomes, and opens the only feature', async () => {
    const anna = platform.telegram.user('Anna <b>')
    await anna.sends('/start')
    await anna.sees('Hello, Anna <b>!')
    await anna.sees('Echo is open')
  })

  it('edits in place when a button is pressed, and answers the press', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/count')
    await anna.sees('Counted 1')
    expect(await anna.presses('One more')).toMatchObject({ answered: true, text: 'Counted 2' })
    const message = await anna.sees('Counted 2')
    expect(message.edited).toBe(true)
  })

  it('asks in a form, and leaves it on a command', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/form')
    await anna.sees('What is your name?')
    await anna.sends('Anna & Co')
    await anna.sees('Thank you, Anna & Co!')
    await anna.sends('/form')
    await anna.sees('What is your name?')
    await anna.sends('/count')
    await anna.sees('Counted 1')
    await anna.sends('hello')
    await anna.sees('You said hello')
  })

  it('keeps a form across a restart', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/form')
    await anna.sees('What is your name?')
    await platform.restart()
    await anna.sends('Anna')
    await anna.sees('Thank you, Anna!')
  })

  it('turns refusals into their text and bugs into a code', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/refuse')
    await anna.sees('No, because <b>rules</b>')
    await anna.sends('/fail')
    const reply = await anna.sees(/went wrong on our side/)
    const code = /code: (\w+)/.exec(reply.text ?? '')?.[1]
    expect(code).toBeTruthy()
    expect(platform.logged.some((line) => line.includes(`${code}`) && line.includes('wires are crossed'))).toBe(true)
  })

  it('answers an admin command from a stranger like an unknown one', async () => {
    const anna = platform.telegram.user('Anna')
    for (const command of ['/secret', '/pending', '/verify B1', '/nonsense']) {
      await anna.sends(command)
      await anna.sees(/don’t know this command/)
    }
    expect(anna.botMessages(/For admins/)).toHaveLength(0)
  })
})
