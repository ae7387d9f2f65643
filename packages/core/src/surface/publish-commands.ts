import type { Api } from 'grammy'
import type { Declarations } from '../feature/index.ts'
import { locales, type Texts } from '../i18n/index.ts'
import { commandList, languageOf } from './command-list.ts'
import { publishProfile } from './publish-profile.ts'

/** Tells Telegram the command lists, per language and audience, and the bot's profile; all of it is derived from the features' declarations. */
export async function publishCommands(api: Api, declarations: Declarations, texts: Texts): Promise<void> {
  for (const locale of locales) {
    const everybodys = commandList(
      declarations,
      texts,
      locale,
      ({ audience, listedFor }) => typeof audience === 'string' && !listedFor,
    )
    const groups = commandList(declarations, texts, locale, ({ audience }) => audience === 'group')
    await api.setMyCommands(everybodys, { scope: { type: 'all_private_chats' }, ...languageOf(locale) })
    await api.setMyCommands(groups, { scope: { type: 'all_group_chats' }, ...languageOf(locale) })
  }
  await publishProfile(api, texts)
}
