import { type AnyCallback, defineCallback, field, onCallback } from '../bot/index.ts'
import type { Db } from '../db/index.ts'
import { type Locale, locales } from '../i18n/index.ts'
import type { ButtonSpec } from '../notifications/index.ts'
import { menuButton, settingButton } from '../screens/index.ts'
import type { Users } from '../users/index.ts'

const chosen = defineCallback('co.lang', { locale: field.oneOf(...locales) })

/** The language buttons and what pressing one does. */
export const language = {
  button: (locale: Locale): ButtonSpec => ({ text: { key: `core-language-${locale}` }, data: chosen.pack({ locale }) }),
  callback: (db: Db, users: Users): AnyCallback =>
    onCallback(chosen, async (ctx, { locale }) => {
      const { person } = ctx
      if (!person) return undefined
      await db.tx((tx) => users.setLocale(tx, person.id, locale))
      ctx.readAs({ locale, timeZone: person.timeZone })
      await ctx.show({ key: `core-language-set-${locale}` }, { keyboard: [[settingButton('settings'), menuButton]] })
      return undefined
    }),
}
