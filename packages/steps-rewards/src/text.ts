import { textsOf } from '@bazaar/core/i18n'

/** A text of this feature by the rest of its key. */
export const key = textsOf('steps-rewards')
