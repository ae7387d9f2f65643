import type { Api } from 'grammy'
import type { BotCommand } from 'grammy/types'
import type { MountedSurface } from '../bot/index.ts'
import { locales, type Texts } from '../i18n/index.ts'
import { publishProfile } from './publish-profile.ts'

const descriptionLimit = 256

/** Tells Telegram the command lists, per language and audience, and the bot's profile; all of it is derived from the features' declarations. */
export async function publishCommands(api: Api, surfaces: readonly MountedSurface[], texts: Texts): Promise<void> {
  for (const locale of locales) {
    const list = (wanted: (audience: unknown) => boolean): BotCommand[] =>
      surfaces.flatMap(({ id, surface }) =>
        (surface.commands ?? [])
          .filter(({ audience }) => wanted(audience))
          .map(({ name }) => ({
            command: name,
            description: texts.plain({ locale, timeZone: 'UTC' }, { key: `${id}-command-${name}` }, descriptionLimit),
          })),
      )
    // English is also the list for every language that we do not speak.
    const language = locale === 'en' ? {} : { language_code: locale }
    await api.setMyCommands(
      list((audience) => typeof audience === 'string'),
      { scope: { type: 'all_private_chats' }, ...language },
    )
    await api.setMyCommands(
      list((audience) => audience === 'group'),
      { scope: { type: 'all_group_chats' }, ...language },
    )
  }
  await publishProfile(api, texts)
}
