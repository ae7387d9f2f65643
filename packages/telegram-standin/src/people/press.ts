import type { PressAnswer } from '../chat-types.ts'
import { callbackLivesMs } from '../methods/callbacks.ts'
import type { Press } from '../types.ts'
import { pushUpdate } from '../updates/queue.ts'
import type { InlineButton, ReplyButton } from '../wire.ts'
import type { StoredMessage, Thread } from '../world/state.ts'
import { requireBot, requireMessage, requirePerson, requireThread, type World } from '../world/world.ts'
import { pay } from './pay.ts'
import { say } from './say.ts'

const noAnswer: PressAnswer = { answered: false, text: null, showAlert: false, url: null }
const defaultWaitMs = 10_000

const buttonsOf = (stored: StoredMessage): readonly InlineButton[] =>
  stored.message.reply_markup?.inline_keyboard.flat() ?? []

const fits = (button: InlineButton, press: Press): boolean =>
  press.callbackData !== undefined ? button.callback_data === press.callbackData : button.text === press.button

const newest = (thread: Thread, test: (stored: StoredMessage) => boolean): StoredMessage | undefined =>
  [...thread.messages.values()].reverse().find(test)

const targetOf = (thread: Thread, press: Press): StoredMessage => {
  if (press.messageId !== undefined) return requireMessage(thread, press.messageId)
  const found =
    newest(thread, (stored) => buttonsOf(stored).some((button) => fits(button, press))) ??
    (press.callbackData === undefined ? undefined : newest(thread, (stored) => stored.author === 'bot'))
  if (found === undefined) throw missing(thread, press)
  return found
}

const missing = (thread: Thread, press: Press): Error => {
  const inline = [...thread.messages.values()]
    .slice(-5)
    .flatMap((stored) => buttonsOf(stored).map((button) => button.text))
  const reply = thread.keyboard?.rows.flat().map((button) => button.text) ?? []
  const list = [...inline, ...reply].map((label) => `"${label}"`).join(', ')
  return new Error(
    `There is no button "${press.button ?? press.callbackData ?? ''}" to press. On show: ${list || 'no button'}.`,
  )
}

const pressReplyButton = (
  world: World,
  userId: number,
  thread: Thread,
  press: Press,
  button: ReplyButton,
): PressAnswer => {
  const place = {
    ...(press.chatId === undefined ? {} : { chatId: press.chatId }),
    ...(press.botId === undefined ? {} : { botId: press.botId }),
  }
  if (thread.keyboard?.oneTime === true) thread.keyboard = null
  if (button.request_contact === true) say(world, userId, { ...place, contact: true })
  else if (button.request_location === true) {
    // Everybody's phone is in the middle of Berlin.
    say(world, userId, { ...place, location: { latitude: 52.5265, longitude: 13.4015 } })
  } else say(world, userId, { ...place, text: button.text })
  return { ...noAnswer, answered: true }
}

const forgetOld = (world: World): void => {
  const limit = world.now() - callbackLivesMs
  for (const [id, pending] of world.callbacks) {
    if (pending.at >= limit) return
    world.callbacks.delete(id)
  }
}

const query = (world: World, userId: number, thread: Thread, target: StoredMessage, data: string, waitMs: number) => {
  const bot = requireBot(world, target.botId ?? thread.botId ?? undefined)
  forgetOld(world)
  world.counters.callback += 1
  // Ids look like Telegram's: a large number in decimal digits.
  const id = `${BigInt(userId) * 4_294_967_296n + BigInt(world.counters.callback)}`
  return new Promise<PressAnswer>((resolve) => {
    const timer = setTimeout(() => resolve(noAnswer), waitMs)
    world.callbacks.set(id, {
      id,
      botId: bot.user.id,
      userId,
      at: world.now(),
      answered: false,
      resolve: (answer) => {
        clearTimeout(timer)
        resolve(answer)
      },
    })
    const payload = {
      id,
      from: requirePerson(world, userId).user,
      message: target.message,
      chat_instance: `${thread.chat.id}${bot.user.id}`,
      data,
    }
    const pushed = pushUpdate(world, bot, 'callback_query', payload, `user:${userId}`)
    if (pushed === null) {
      clearTimeout(timer)
      resolve(noAnswer)
    }
  })
}

/** Paying takes its own sheet in Telegram's clients; here the press goes through all of it. */
const pressPay = async (world: World, userId: number, target: StoredMessage, wanted: Press): Promise<PressAnswer> => {
  const result = await pay(world, userId, target.message.message_id, wanted)
  if (result.outcome === 'timed_out') return noAnswer
  return { ...noAnswer, answered: true, text: result.outcome === 'refused' ? result.error : null }
}

/** A person presses a button: inline (by label or by data, also forged data) or on the reply keyboard. */
export const press = async (world: World, userId: number, wanted: Press): Promise<PressAnswer> => {
  const thread = requireThread(world, userId, wanted.chatId, wanted.botId)
  if (wanted.messageId === undefined && wanted.callbackData === undefined) {
    const button = thread.keyboard?.rows.flat().find((candidate) => candidate.text === wanted.button)
    if (button !== undefined) return pressReplyButton(world, userId, thread, wanted, button)
  }
  const target = targetOf(thread, wanted)
  const button = buttonsOf(target).find((candidate) => fits(candidate, wanted))
  const data = wanted.callbackData ?? button?.callback_data
  if (data === undefined) {
    if (button?.pay === true) return pressPay(world, userId, target, wanted)
    if (button?.disabled !== undefined) throw new Error(`The button "${button.text}" is disabled: nobody can press it.`)
    if (button?.copy_text !== undefined) {
      requirePerson(world, userId).clipboard = button.copy_text.text
      return { ...noAnswer, answered: true }
    }
    if (button?.url !== undefined) return { ...noAnswer, answered: true, url: button.url }
    if (button !== undefined) return { ...noAnswer, answered: true }
    throw missing(thread, wanted)
  }
  return query(world, userId, thread, target, data, wanted.timeoutMs ?? defaultWaitMs)
}
