import { defineCallback, type Form, field } from '../bot/index.ts'
import { homeButton, success } from '../screens/index.ts'
import { requireHelper, viewButton } from './desk.ts'
import type { Support } from './types.ts'

/** Names the message with the answer: the button of one that was written anew since sends nothing. */
const send = defineCallback('co.sans', { answer: field.id })
/** Whatever the dialogue does not wait for is anybody's. */
const onward = { next: true }

/** "Answer" on the card of a request, entered with its number: asks for the answer, shows it, and sends it. */
export const answerDialogue = (support: Support): Form => ({
  version: 1,
  async run(conversation, ctx, number: string) {
    const params = { id: `S${number}` }
    await ctx.say({ key: 'core-answer-ask', params })
    let written = await conversation.waitFor('message:text', onward)
    for (;;) {
      const { text, message_id } = written.message
      const data = send.pack({ answer: BigInt(message_id) })
      await written.say(
        { key: 'core-answer-check', params: { ...params, text } },
        { keyboard: [[success({ text: { key: 'core-answer-send' }, data })]] },
      )
      const next = await conversation
        .waitFor(['message:text', 'callback_query:data'], onward)
        .unless(({ callbackQuery }) => callbackQuery !== undefined && callbackQuery.data !== data, onward)
      if (next.has('message:text')) {
        written = next
        continue
      }
      const id = BigInt(number)
      await support.answer({ id, by: requireHelper(next), text, handle: String(next.update.update_id) })
      return next.show({ key: 'core-answer-sent', params }, { keyboard: [[viewButton('list', id)], [homeButton]] })
    }
  },
})
