import type { BotCommand } from 'grammy/types'
import type { Command, MountedSurface } from '../bot/index.ts'
import type { Locale, Texts } from '../i18n/index.ts'

const descriptionLimit = 256
/** Telegram's, for one list. */
const longestList = 100

/** What Telegram is told about the commands that pass, in the order of the features. */
export function commandList(
  surfaces: readonly MountedSurface[],
  texts: Texts,
  locale: Locale,
  passes: (command: Command) => boolean,
): readonly BotCommand[] {
  return surfaces
    .flatMap(({ id, surface }) =>
      (surface.commands ?? []).filter(passes).map(({ name }) => ({
        command: name,
        description: texts.plain({ locale, timeZone: 'UTC' }, { key: `${id}-command-${name}` }, descriptionLimit),
      })),
    )
    .slice(0, longestList)
}

/** English is also the list for every language that we do not speak. */
export const languageOf = (locale: Locale): { readonly language_code?: Locale } =>
  locale === 'en' ? {} : { language_code: locale }
