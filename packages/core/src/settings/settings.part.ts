import type { Core, Part } from '../feature/index.ts'
import { language } from './language.ts'
import { settingsCallbacks, settingsCommands, zoneForm } from './settings.ts'

/** Language and time zone. What is chosen lies with the person, in the room `users`. */
export function settingsPart(core: Core): Part {
  return {
    commands: settingsCommands(core),
    callbacks: [language.callback(core.db, core.users), ...settingsCallbacks(core)],
    forms: [zoneForm(core)],
  }
}
