import { type Context, GrammyError } from 'grammy'
import type { Message } from 'grammy/types'
import type { Reader, TextSpec, Texts } from '../i18n/index.ts'
import type { Logger } from '../log/index.ts'
import { type KeyboardSpec, renderKeyboard } from '../notifications/index.ts'
import { defaultReader, type Person } from '../users/index.ts'
import { bindToPerson } from './signing.ts'
import type { CoreFlavor, SayOptions } from './types.ts'

/** Puts the core's flavor on a context, outside and inside conversations alike. */
export function attachCore(
  ctx: Context,
  { texts, log, person }: { readonly texts: Texts; readonly log: Logger; readonly person: Person | undefined },
): void {
  let reader: Reader = person ?? defaultReader
  const html = (text: TextSpec) => texts.html(reader, text)
  const extras = (options: SayOptions) => ({
    parse_mode: 'HTML' as const,
    link_preview_options: { is_disabled: true },
    ...(options.keyboard ? { reply_markup: renderKeyboard(texts, reader, forAsker(ctx, options.keyboard)) } : {}),
    ...(options.markup ? { reply_markup: options.markup } : {}),
  })
  /** Only inline keyboards can be edited in. */
  const editExtras = (options: SayOptions) => {
    const { reply_markup, ...rest } = extras(options)
    return reply_markup && 'inline_keyboard' in reply_markup ? { ...rest, reply_markup } : rest
  }
  const chatId = (): number => {
    if (ctx.chatId === undefined)
      throw new Error('This update has no chat to answer in: check ctx.chat before you say something')
    return ctx.chatId
  }
  const say = (text: TextSpec, options: SayOptions = {}): Promise<Message> =>
    ctx.api.sendMessage(chatId(), html(text), extras(options))

  const flavor: CoreFlavor = {
    person,
    reader,
    log,
    leftForm: false,
    html,
    plain: (text, limit) => texts.plain(reader, text, limit),
    readAs(chosen) {
      reader = chosen
      Object.assign(ctx, { reader })
    },
    say,
    async rewrite(messageId, text, options = {}) {
      await unlessUnchanged(ctx.api.editMessageText(chatId(), messageId, html(text), editExtras(options)))
    },
    async show(text, options = {}) {
      const pressed = ctx.callbackQuery?.message
      if (!pressed) return void (await say(text, options))
      const edited = await unlessUnchanged(
        ctx.api.editMessageText(chatId(), pressed.message_id, html(text), editExtras(options)),
      )
      if (!edited) await say(text, options)
    },
  }
  Object.assign(ctx, flavor)
}

/** In a group, the buttons of an answer belong to whoever asked. In a private chat there is nobody else. */
function forAsker(ctx: Context, keyboard: KeyboardSpec): KeyboardSpec {
  const { from, chat } = ctx
  if (!from || !chat || chat.type === 'private') return keyboard
  return keyboard.map((row) =>
    row.map((button) => ('data' in button ? { ...button, data: bindToPerson(button.data, from.id) } : button)),
  )
}

/** True when the message now reads as wanted; false when it cannot be edited any more. */
async function unlessUnchanged(edit: Promise<unknown>): Promise<boolean> {
  try {
    await edit
    return true
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error
    if (error.description.includes('message is not modified')) return true
    if (/message (to edit not found|can't be edited)/.test(error.description)) return false
    throw error
  }
}
