import { type Context, GrammyError, InputFile } from 'grammy'
import type { Message } from 'grammy/types'
import type { Reader, TextSpec, Texts } from '../i18n/index.ts'
import type { Logger } from '../log/index.ts'
import { captionLimit, type IsKept, type KeyboardSpec, renderKeyboard } from '../notifications/index.ts'
import type { OutgoingPhotos, Picture } from '../photos/index.ts'
import { type Ability, effects, refusals } from '../telegram/index.ts'
import { installMenu } from './menus.ts'
import { bindToPerson } from './signing.ts'
import type { CoreFlavor, SayOptions } from './types.ts'

export interface MessagesDeps {
  readonly texts: Texts
  readonly log: Logger
  readonly photos: OutgoingPhotos
  readonly textToPicture?: Ability
  /** Left out inside dialogues. */
  readonly isKept?: IsKept
  /** Whoever reads the chat now. */
  reader(): Reader
}

/** A message of the bot that `show` may change. */
interface Shown {
  readonly id: number
  readonly kind: 'text' | 'photo' | 'other' | 'unknown'
  /** The button that was pressed is not there any more: the message has become another one since. */
  readonly isStale?: boolean
}

/** How handlers speak: new messages, and edits in place. */
export function createMessages(ctx: Context, deps: MessagesDeps): Pick<CoreFlavor, 'say' | 'show' | 'rewrite'> {
  const { texts, log, photos, textToPicture } = deps
  let shown: Shown | undefined = pressedMessage(ctx)

  const chatId = (): number => {
    if (ctx.chatId === undefined)
      throw new Error('This update has no chat to answer in: check ctx.chat before you say something')
    return ctx.chatId
  }
  const markupOf = ({ keyboard, markup }: SayOptions) => {
    if (markup) return { reply_markup: markup }
    return keyboard ? { reply_markup: renderKeyboard(texts, deps.reader(), forAsker(ctx, keyboard)) } : {}
  }
  /** Only inline keyboards can be edited in. */
  const inlineOf = (options: SayOptions) => {
    const { reply_markup } = markupOf(options)
    return reply_markup && 'inline_keyboard' in reply_markup ? { reply_markup } : {}
  }
  /** Telegram takes them in private chats only. */
  const effectOf = ({ effect }: SayOptions) =>
    effect && ctx.chat?.type === 'private' ? { message_effect_id: effects[effect] } : {}
  const soundOf = ({ isSilent }: SayOptions) => (isSilent ? { disable_notification: true } : {})
  const newOf = (options: SayOptions) => ({ ...markupOf(options), ...effectOf(options), ...soundOf(options) })
  const html = (text: TextSpec) => texts.html(deps.reader(), text)
  const captionOf = (text: TextSpec) =>
    ({ caption: texts.html(deps.reader(), text, captionLimit), parse_mode: 'HTML' }) as const
  const textExtras = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const

  const send = (text: TextSpec, options: SayOptions, picture: Picture | undefined): Promise<Message> =>
    picture
      ? ctx.api.sendPhoto(chatId(), fileOf(picture), { ...captionOf(text), ...newOf(options) })
      : ctx.api.sendMessage(chatId(), html(text), { ...textExtras, ...newOf(options) })
  const edit = (
    id: number,
    text: TextSpec,
    options: SayOptions,
    picture: Picture | undefined,
  ): Promise<Message | true> =>
    picture
      ? ctx.api.editMessageMedia(
          chatId(),
          id,
          { type: 'photo', media: fileOf(picture), ...captionOf(text) },
          inlineOf(options),
        )
      : ctx.api.editMessageText(chatId(), id, html(text), { ...textExtras, ...inlineOf(options) })

  /** Does it with the picture, if there is one; without one when it is gone. */
  const withPhoto = async <R>({ photo, markup }: SayOptions, work: (picture: Picture | undefined) => Promise<R>) => {
    if (markup) await installMenu(ctx, markup)
    if (!photo) return work(undefined)
    const opened = await photos.open(photo)
    const end = await opened.send<Ended<R>>((picture) => caught(work(picture)), answerOf)
    if ('refused' in end) throw end.refused
    return end.value
  }

  const removeOld = async (id: number): Promise<void> => {
    // The new message is there: an old one that cannot be deleted any more just stays.
    await ctx.api.deleteMessage(chatId(), id).catch((error: unknown) => log.debug({ error }, 'an old screen stays'))
  }

  /** Edits what is shown, or sends anew what cannot be edited into it. */
  const place = async (before: Shown, text: TextSpec, options: SayOptions, picture: Picture | undefined) => {
    const mustTurn = picture !== undefined && before.kind === 'text'
    const cannotTurn = mustTurn && textToPicture?.isRefused() === true
    let mustGo = before.kind === 'photo' || cannotTurn
    if (!cannotTurn && (picture || before.kind === 'text' || before.kind === 'unknown')) {
      const end = await caught(edit(before.id, text, options, picture))
      const refusal = 'refused' in end ? end.refused.description : ''
      if (!('refused' in end) || refusals.notModified.test(refusal)) {
        shown = { id: before.id, kind: picture ? 'photo' : 'text' }
        return 'refused' in end ? true : end.value
      }
      if (mustTurn && refusals.noMedia.test(refusal)) textToPicture?.refuse()
      // Another press made a picture of it meanwhile, or Telegram makes none of a text.
      mustGo ||= refusals.otherKind.test(refusal)
      if (!refusals.uneditable.test(refusal) && !refusals.otherKind.test(refusal)) throw end.refused
    }
    const message = await send(text, options, picture)
    shown = { id: message.message_id, kind: kindOf(message) }
    if (mustGo) await removeOld(before.id)
    return message
  }

  return {
    say: (text, options = {}) => withPhoto(options, (picture) => send(text, options, picture)),
    async rewrite(messageId, text, options = {}) {
      const end = await caught(withPhoto(options, (picture) => edit(messageId, text, options, picture)))
      if (!('refused' in end)) return true
      if (refusals.notModified.test(end.refused.description)) return false
      if (options.photo || !refusals.otherKind.test(end.refused.description)) throw end.refused
      await ctx.api.editMessageCaption(chatId(), messageId, { ...captionOf(text), ...inlineOf(options) })
      return true
    },
    async show(text, options = {}) {
      const before = shown?.isStale && (await deps.isKept?.(chatId(), shown.id)) ? undefined : shown
      if (!before) await withPhoto(options, (picture) => send(text, options, picture))
      else await withPhoto(options, (picture) => place(before, text, options, picture))
    },
  }
}

type Ended<R> = { readonly value: R } | { readonly refused: GrammyError }

/** Telegram's refusals as values; everything else is thrown on. */
async function caught<R>(work: Promise<R>): Promise<Ended<R>> {
  try {
    return { value: await work }
  } catch (error) {
    if (error instanceof GrammyError) return { refused: error }
    throw error
  }
}

function answerOf(end: Ended<unknown>) {
  return 'refused' in end ? { refusal: end.refused.description } : { message: end.value }
}

function fileOf(picture: Picture): string | InputFile {
  return 'fileId' in picture ? picture.fileId : new InputFile(picture.upload.read, picture.upload.filename)
}

function kindOf(message: object): Shown['kind'] {
  if ('photo' in message) return 'photo'
  return 'text' in message ? 'text' : 'other'
}

function pressedMessage({ callbackQuery }: Context): Shown | undefined {
  const message = callbackQuery?.message
  if (!message) return undefined
  // Of an old message Telegram tells no more than its number: trying to edit it shows what is possible.
  if (message.date === 0) return { id: message.message_id, kind: 'unknown' }
  const buttons = 'reply_markup' in message ? message.reply_markup?.inline_keyboard.flat() : undefined
  const isThere = buttons?.some((button) => 'callback_data' in button && button.callback_data === callbackQuery.data)
  return { id: message.message_id, kind: kindOf(message), isStale: !isThere }
}

/**
 * In a group, the buttons of an answer belong to whoever asked. In a private chat there is nobody else. An admin who stays anonymous asks as
 * a bot of Telegram's and presses as themselves: theirs are anybody's, as those of messages that nobody asked for.
 */
function forAsker(ctx: Context, keyboard: KeyboardSpec): KeyboardSpec {
  const { from, chat } = ctx
  if (!from || from.is_bot || !chat || chat.type === 'private') return keyboard
  return keyboard.map((row) =>
    row.map((button) => ('data' in button ? { ...button, data: bindToPerson(button.data, from.id) } : button)),
  )
}
