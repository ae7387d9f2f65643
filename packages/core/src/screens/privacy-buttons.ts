import { defineCallback, field } from '../bot/index.ts'
import type { ButtonSpec } from '../notifications/index.ts'

const privacyScreens = ['privacy', 'terms', 'export', 'delete', 'kept'] as const
export type PrivacyScreen = (typeof privacyScreens)[number]

export const privacyPressed = defineCallback('co.priv', { what: field.oneOf(...privacyScreens) })

/** Opens one of the privacy screens. */
export const privacyButton = (what: PrivacyScreen): ButtonSpec => ({
  text: { key: `core-button-${what}` },
  data: privacyPressed.pack({ what }),
})
