import { badRequest } from '../errors.ts'
import { flag, text } from '../params/values.ts'
import { announce } from '../world/world.ts'
import { full, type Method, type MethodGroup } from './call.ts'
import { tooLong } from './formatted.ts'

/** Callback queries can be answered for 150 seconds. */
export const callbackLivesMs = 150_000

const answerCallbackQuery: Method = (call) => {
  const pending = call.world.callbacks.get(text(call.params, 'callback_query_id'))
  const alive = pending !== undefined && call.world.now() - pending.at <= callbackLivesMs
  if (!alive || pending.botId !== call.bot.user.id) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid')
  }
  const shown = text(call.params, 'text')
  if (tooLong(shown, 200)) throw badRequest('MESSAGE_TOO_LONG')
  if (pending.answered) {
    call.note('misuse', `callback query ${pending.id} was answered before; the person does not see this answer`)
    return true
  }
  pending.answered = true
  const url = text(call.params, 'url')
  pending.resolve?.({
    answered: true,
    text: shown === '' ? null : shown,
    showAlert: flag(call.params, 'show_alert'),
    url: url === '' ? null : url,
  })
  pending.resolve = null
  announce(call.world, 'answer', pending.userId)
  return true
}

export const callbackMethods: MethodGroup = { answerCallbackQuery: full(answerCallbackQuery) }
