import { badRequest } from '../errors.ts'
import { has, text } from '../params/values.ts'
import type { Thread } from '../world/state.ts'
import type { Call } from './call.ts'

/** The effects that everybody may use; Telegram's ids of them. */
const freeEffects: Readonly<Record<string, string>> = {
  '5107584321108051014': '👍',
  '5104858069142078462': '👎',
  '5159385139981059251': '❤',
  '5104841245755180586': '🔥',
  '5046509860389126442': '🎉',
  '5046589136895476101': '💩',
}

/** The emoji of an effect. */
export const effectEmoji = (id: string): string | null => freeEffects[id] ?? null

/** Sending several at once takes no effect. */
const without: ReadonlySet<string> = new Set(['copyMessages', 'forwardMessages'])

/** The effect that a bot's message comes with. */
export const effectOf = (call: Call, thread: Thread): string | undefined => {
  if (without.has(call.method) || !has(call.params, 'message_effect_id')) return undefined
  const id = text(call.params, 'message_effect_id')
  if (id === '0') return undefined
  if (thread.chat.type !== 'private') throw badRequest("can't use message effects in the chat")
  if (freeEffects[id] === undefined || call.refuses('effect')) throw badRequest('EFFECT_ID_INVALID')
  return id
}
