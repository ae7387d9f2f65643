import { z } from 'zod'
import { type AnyCallback, type BotContext, type Command, onCallback } from '../bot/index.ts'
import type { Clock } from '../clock/index.ts'
import { type AnyForm, defineForm, type Step } from '../forms/index.ts'
import { locales, type TextParam } from '../i18n/index.ts'
import { walletButton } from '../ledger/index.ts'
import { menuButton, privacyButton, settingButton, settingsPressed } from '../screens/index.ts'
import type { Users } from '../users/index.ts'
import { findZone, isZone, timeZoneAt } from '../zones/index.ts'
import { commonZones, isCommonZone } from './common-zones.ts'
import { language } from './language.ts'

export interface SettingsDeps {
  readonly users: Users
  readonly clock: Clock
}

export function settingsCommands(deps: SettingsDeps): readonly Command[] {
  return [
    { name: 'settings', audience: 'everyone', run: (ctx) => showSettings(deps, ctx) },
    { name: 'language', audience: 'everyone', run: showLanguages },
  ]
}

export function settingsCallbacks(deps: SettingsDeps): readonly AnyCallback[] {
  return [
    onCallback(settingsPressed, (ctx, { what }) => {
      if (what === 'settings') return showSettings(deps, ctx)
      return what === 'language' ? showLanguages(ctx) : ctx.forms.open('core-zone')
    }),
  ]
}

export async function showSettings({ clock }: SettingsDeps, ctx: BotContext): Promise<void> {
  const { locale, timeZone } = ctx.reader
  const params = { language: { text: { key: `core-language-${locale}` } }, ...placeAndTime(timeZone, clock) }
  await ctx.show(
    { key: 'core-settings', params },
    {
      keyboard: [
        [settingButton('language'), settingButton('zone')],
        [privacyButton('privacy'), walletButton],
        [menuButton],
      ],
    },
  )
}

async function showLanguages(ctx: BotContext): Promise<void> {
  await ctx.show(
    { key: 'core-language' },
    { keyboard: [locales.map(language.button), [settingButton('settings'), menuButton]] },
  )
}

const placeAndTime = (zone: string, clock: Clock): Readonly<Record<string, TextParam>> => ({
  zone: { clockOf: zone },
  time: { time: clock.now().toISOString(), style: 'clock', zone },
})

/** Choose a city, send its name, or send a location. */
export function zoneForm({ users, clock }: SettingsDeps): AnyForm {
  return defineForm({
    name: 'zone',
    version: 1,
    steps: { place: zoneStep },
    review: 'none',
    async prefill({ userId }) {
      const place = (await users.find(userId))?.timeZone
      return place ? { place } : {}
    },
    async finish({ place }, { tx, userId }) {
      await users.setTimeZone(tx, userId, place)
      return {
        text: { key: 'core-zone-set', params: placeAndTime(place, clock) },
        keyboard: [[settingButton('zone')], [settingButton('settings'), menuButton]],
      }
    },
  })
}

const zoneStep: Step<string> = {
  isOptional: false,
  hasExample: true,
  schema: z.string().refine(isZone),
  options: Object.keys(commonZones),
  pick: (option) => (isCommonZone(option) ? commonZones[option] : 'UTC'),
  read(message, _soFar, { example, label }) {
    if (message.location) return { outcome: 'accepted', value: timeZoneAt(message.location) }
    const typed = message.text?.trim() ?? ''
    const common = Object.entries(commonZones).find(([name]) => label(name).toLowerCase() === typed.toLowerCase())
    const value = common?.[1] ?? findZone(typed)
    return value === undefined
      ? { outcome: 'refused', why: { key: 'core-zone-unknown', params: { example } } }
      : { outcome: 'accepted', value }
  },
  show: (value) => ({ clockOf: value }),
}
