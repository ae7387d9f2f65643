import type { ButtonSpec } from '../notifications/index.ts'

/** The one main action of a screen, where it leads on. At most one button of a message is this or {@link success}. */
export const primary = (button: ButtonSpec): ButtonSpec => ({ ...button, style: 'primary' })

/** The one main action of a screen, where it completes something. */
export const success = (button: ButtonSpec): ButtonSpec => ({ ...button, style: 'success' })

/** What cannot be undone, or leads to the question before it. */
export const danger = (button: ButtonSpec): ButtonSpec => ({ ...button, style: 'danger' })
