import type { OpenPhoto, Picture } from '../photos/index.ts'
import { type Ability, type CallOutcome, refusals, type TelegramCall } from '../telegram/index.ts'
import type { RenderedMessage } from './render.ts'

/** Carries one message out with whatever calls it takes; the outcome is the last one's. */
export type Carry = (call: TelegramCall) => Promise<CallOutcome>

/** How the new words reach a message: which kind it is, only Telegram knows for sure. */
export type Words = 'text' | 'caption'

function pictureAnswer(outcome: CallOutcome) {
  if (outcome.kind === 'sent') return { message: outcome.result }
  return outcome.kind === 'rejected' ? { refusal: outcome.detail } : undefined
}

const nameOf = (picture: Picture) => ('fileId' in picture ? picture.fileId : `attach://${picture.upload.name}`)
const uploadOf = (picture: Picture) => ('fileId' in picture ? undefined : picture.upload)

export function sendMessage({ frame, effect, text, caption }: RenderedMessage, photo: OpenPhoto | undefined): Carry {
  const plain: Carry = (call) => call('sendMessage', { ...frame, ...effect, ...text })
  if (!photo) return plain
  return (call) =>
    photo.send(
      (picture) =>
        picture
          ? call('sendPhoto', { ...frame, ...effect, photo: nameOf(picture), ...caption() }, uploadOf(picture))
          : plain(call),
      pictureAnswer,
    )
}

/**
 * Makes a message of the bot this one, whatever it was. Where that is refused, for whatever reason, it is sent anew and the other one taken away: what it says must
 * reach its person. Repeated, it changes nothing.
 */
export function becomeMessage(
  rendered: RenderedMessage,
  { id: onto, isText }: { readonly id: bigint; readonly isText: boolean },
  photo: OpenPhoto | undefined,
  textToPicture?: Ability,
): Carry {
  const message_id = Number(onto)
  const edit = photo ? editPhoto(rendered, onto, photo) : editWords(rendered, onto, 'text')
  const send = sendInstead(rendered, onto, photo)
  return async (call) => {
    if (photo && isText && textToPicture?.isRefused()) return send(call)
    const edited = await edit(call)
    if (edited.kind === 'sent' || (edited.kind === 'rejected' && refusals.notModified.test(edited.detail)))
      return { kind: 'sent', result: { message_id } }
    if (edited.kind !== 'rejected') return edited
    if (refusals.noMedia.test(edited.detail)) textToPicture?.refuse()
    return send(call)
  }
}

/** Sends it anew, and takes the other one away once that is there. */
function sendInstead(rendered: RenderedMessage, old: bigint, photo: OpenPhoto | undefined): Carry {
  const send = sendMessage(rendered, photo)
  return async (call) => {
    const sent = await send(call)
    // Should it stay all the same, its buttons answer with what came of it.
    if (sent.kind === 'sent') {
      await call('deleteMessage', { chat_id: rendered.frame.chat_id, message_id: Number(old) })
    }
    return sent
  }
}

/**
 * Makes the message this picture. A server that makes none of a text gets a new message, and the other one is taken away: the result names the new one,
 * and whether that arrived may be in doubt, as of any message that is sent.
 */
export function turnIntoPhoto(
  rendered: RenderedMessage,
  messageId: bigint,
  photo: OpenPhoto,
  textToPicture?: Ability,
): Carry {
  const edit = editPhoto(rendered, messageId, photo)
  const send = sendInstead({ ...rendered, effect: {} }, messageId, photo)
  return async (call) => {
    const edited = await edit(call)
    if (edited.kind !== 'rejected' || !refusals.noMedia.test(edited.detail)) return edited
    textToPicture?.refuse()
    const sent = await send(call)
    return sent.kind === 'in-doubt' ? { ...sent, isOfSend: true } : sent
  }
}

/** Deletes a message; one that is too old for that shows `rest` instead. */
export function takeAway(chatId: bigint, messageId: bigint, rest: Carry | undefined): Carry {
  const message = { chat_id: Number(chatId), message_id: Number(messageId) }
  return async (call) => {
    const outcome = await call('deleteMessage', message)
    return rest && outcome.kind === 'rejected' && refusals.undeletable.test(outcome.detail) ? rest(call) : outcome
  }
}

/** Changes the words: a text's, or those under a picture. */
export function editWords(rendered: RenderedMessage, messageId: bigint, words: Words): Carry {
  const frame = { ...rendered.frame, message_id: Number(messageId) }
  const edits = {
    text: (call: TelegramCall) => call('editMessageText', { ...frame, ...rendered.text }),
    caption: (call: TelegramCall) => call('editMessageCaption', { ...frame, ...rendered.caption() }),
  }
  return async (call) => {
    const outcome = await edits[words](call)
    if (outcome.kind !== 'rejected' || !refusals.otherKind.test(outcome.detail)) return outcome
    return edits[words === 'text' ? 'caption' : 'text'](call)
  }
}

/** Makes the message this picture, whatever it was; with the picture gone, its words change. */
export function editPhoto(rendered: RenderedMessage, messageId: bigint, photo: OpenPhoto): Carry {
  const frame = { ...rendered.frame, message_id: Number(messageId) }
  const words = editWords(rendered, messageId, 'text')
  return (call) =>
    photo.send((picture) => {
      if (!picture) return words(call)
      const media = { type: 'photo', media: nameOf(picture), ...rendered.caption() }
      return call('editMessageMedia', { ...frame, media }, uploadOf(picture))
    }, pictureAnswer)
}
