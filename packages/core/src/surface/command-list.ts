import type { BotCommand } from 'grammy/types'
import type { Command } from '../bot/index.ts'
import type { Declarations } from '../feature/index.ts'
import type { Locale, Texts } from '../i18n/index.ts'

const descriptionLimit = 256
/** Telegram's, for one list. */
const longestList = 100

/** As lists name them: in the order of the features, and at the end what every bot has. */
export function commandsByOwner({ on }: Declarations): ReadonlyMap<string, readonly Command[]> {
  const coreLast = on.toSorted((a, b) => Number(a.id === 'core') - Number(b.id === 'core'))
  const byOwner = Map.groupBy(coreLast, ({ id }) => id)
  return new Map([...byOwner].map(([id, owned]) => [id, owned.flatMap(({ part }) => part.commands ?? [])]))
}

/** What Telegram is told about the commands that pass. */
export function commandList(
  declarations: Declarations,
  texts: Texts,
  locale: Locale,
  passes: (command: Command) => boolean,
): readonly BotCommand[] {
  return [...commandsByOwner(declarations)]
    .flatMap(([id, commands]) =>
      commands.filter(passes).map(({ name }) => ({
        command: name,
        description: texts.plain({ locale, timeZone: 'UTC' }, { key: `${id}-command-${name}` }, descriptionLimit),
      })),
    )
    .slice(0, longestList)
}

/** English is also the list for every language that we do not speak. */
export const languageOf = (locale: Locale): { readonly language_code?: Locale } =>
  locale === 'en' ? {} : { language_code: locale }
