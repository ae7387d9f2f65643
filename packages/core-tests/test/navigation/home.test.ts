import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEchoFeature } from '../bot/echo-feature.ts'
import { createSurveyFeature, newSurvey } from '../forms/survey-feature.ts'

let platform: TestPlatform
const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.flat().map(({ text }) => text)

describe('with one feature', () => {
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createEchoFeature()] })
  })
  afterAll(() => platform?.stop())

  it('its screen is home, and the menu is one press away', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/start')
    await anna.sees('Echo is open')
    await anna.sends('/help')
    const help = await anna.sees(/What I can do/)
    expect(labels(help)).toEqual(['🏠 Home'])
    await anna.presses('🏠 Home')
    const home = await anna.sees('Echo is open')
    expect(home).toMatchObject({ message_id: help.message_id, edited: true })
  })
})

describe('with several features', () => {
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createEchoFeature(), createSurveyFeature(newSurvey())] })
  })
  afterAll(() => platform?.stop())

  it('the menu lists them, edits in place, and every screen leads back', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/start')
    const menu = await anna.sees(/What would you like to do/)
    expect(labels(menu)).toEqual(['Echo something', 'Fill in a survey', '⚙️ Settings', '💬 Support', '❓ Help'])
    for (const [button, screen] of [
      ['❓ Help', /What I can do/],
      ['⚙️ Settings', /Time zone: UTC/],
    ] as const) {
      await anna.presses(button)
      const opened = await anna.sees(screen)
      expect(opened.message_id).toBe(menu.message_id)
      await anna.presses(labels(opened).includes('🏠 Home') ? '🏠 Home' : '☰ Menu')
      expect((await anna.sees(/What would you like to do/)).message_id).toBe(menu.message_id)
    }
    await anna.presses('Fill in a survey')
    expect((await anna.sees(/Step 1 of 9/)).message_id).toBe(menu.message_id)
    await anna.presses('✖ Cancel')
    await anna.presses('🏠 Home')
    await anna.sees(/What would you like to do/)
  })

  it('redraws a menu of another language instead of acting', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/menu')
    const menu = await anna.sees(/What would you like to do/)
    await anna.sends('/language')
    await anna.sees(/Choose your language/)
    await anna.presses('Русский')
    const chosen = await anna.sees(/по-русски/)
    expect(labels(chosen)).toEqual(['⚙️ Настройки', '☰ Меню'])
    expect(await anna.presses('Fill in a survey', { messageId: menu.message_id })).toMatchObject({
      text: expect.stringMatching(/Меню изменилось/),
    })
    await anna.sees(/Что вы хотите сделать/)
    expect(anna.botMessages(/Step 1/)).toHaveLength(0)
  })

  it('tells Telegram the bot’s profile in both languages, once', async () => {
    const asked = (method: string) => platform.standin.stats().calls[method] ?? 0
    expect([asked('setMyDescription'), asked('setMyShortDescription')]).toEqual([2, 2])
    await platform.restart()
    expect([asked('setMyDescription'), asked('setMyShortDescription')]).toEqual([2, 2])
    expect(asked('getMyDescription')).toBe(4)
  })
})

describe('settings', () => {
  beforeAll(async () => {
    platform = await startTestPlatform({ features: [createEchoFeature()], startAt: new Date('2026-07-01T09:00:00Z') })
  })
  afterAll(() => platform?.stop())

  it('finds the time zone by button, by name and by place', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/settings')
    await anna.sees(/Language: English\n.*Time zone: UTC, 09:00 now/)
    await anna.presses('🕒 Time zone')
    await anna.sees(/Where are you/)
    await anna.presses('Berlin')
    await anna.sees(/show you Berlin time: it is 11:00/)
    for (const [given, zone] of [
      ['new york', /New York time: it is 05:00/],
      ['Europe/Kyiv', /Kyiv time: it is 12:00/],
      ['Москва', /Moscow time: it is 12:00/],
      [{ location: { latitude: 19, longitude: 72.8 } }, /Kolkata time: it is 14:30/],
    ] as const) {
      await anna.presses('🕒 Time zone')
      await anna.sees(/Where are you/)
      await anna.sends('Gotham')
      await anna.sees(/don’t know the time of that place[\s\S]*London, New York or Asia\/Tokyo/)
      await anna.sends(given)
      await anna.sees(zone)
    }
    await anna.presses('⚙️ Settings')
    await anna.sees(/Time zone: Kolkata time, 14:30/)
    const stored = await platform.app.core.users.find(BigInt(anna.id))
    expect(stored?.timeZone).toBe('Asia/Kolkata')
  })

  it.each([
    ['en', '🕒 Time zone', 'Some times are shown by Telegram itself, by your phone’s clock.'],
    ['ru', '🕒 Часовой пояс', 'Иногда время показывает сам Telegram, по часам вашего телефона.'],
  ])('says which times the zone does not change (%s)', async (language, button, said) => {
    const anna = platform.telegram.user('Anna', { language })
    await anna.sends('/settings')
    await anna.sees((message) => message.buttons.flat().some(({ text }) => text === button))
    await anna.presses(button)
    await anna.sees(said)
  })
})
