import { defineCallback, field } from '../bot/index.ts'
import type { ButtonSpec } from '../notifications/index.ts'

export const settingsPressed = defineCallback('co.set', { what: field.oneOf('settings', 'language', 'zone') })

/** Opens the settings, or one of their screens. */
export const settingButton = (what: 'settings' | 'language' | 'zone'): ButtonSpec => ({
  text: { key: `core-button-${what}` },
  data: settingsPressed.pack({ what }),
})
