import { defineCallback, field } from '../bot/index.ts'
import type { ButtonSpec } from '../notifications/index.ts'

export type PrivacyScreen = 'privacy' | 'terms' | 'export' | 'delete'

export const privacyPressed = defineCallback('co.priv', { what: field.oneOf('privacy', 'terms', 'export', 'delete') })

/** Opens one of the privacy screens. */
export const privacyButton = (what: PrivacyScreen): ButtonSpec => ({
  text: { key: `core-button-${what}` },
  data: privacyPressed.pack({ what }),
})
