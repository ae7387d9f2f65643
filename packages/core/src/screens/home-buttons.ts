import { defineCallback } from '../bot/index.ts'
import type { ButtonSpec } from '../notifications/index.ts'

/** Answered by the core: the first screen, which is the menu or, with one feature, that feature's own. */
export const homePressed = defineCallback('co.home', {})
/** Answered by the core: the menu, also when there is one feature. */
export const menuPressed = defineCallback('co.menu', {})

/** Every screen but a feature's first one ends with it. */
export const homeButton: ButtonSpec = { text: { key: 'core-button-home' }, data: homePressed.pack({}) }
/** A feature's first screen ends with it: languages, settings and help live in the menu. */
export const menuButton: ButtonSpec = { text: { key: 'core-button-menu' }, data: menuPressed.pack({}) }
