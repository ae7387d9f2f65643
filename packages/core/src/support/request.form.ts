import type { BotContext } from '../bot/index.ts'
import { type AnyForm, ask, defineForm, type FinishContext } from '../forms/index.ts'
import type { MessageContent } from '../notifications/index.ts'
import { homeButton } from '../screens/index.ts'
import { type Support, type SupportSubject, supportTopics } from './types.ts'

/** Opens the form, unless enough of the person's requests wait already. */
export const openSupport =
  (support: Support, form: 'support' | 'paysupport' = 'support') =>
  async (ctx: BotContext): Promise<void> => {
    if (ctx.person) await support.requireRoom(ctx.person.id)
    await ctx.forms.open(`core-${form}`)
  }

const words = { text: ask.text({ min: 10, max: 2_000 }), photo: ask.optional(ask.photo({ max: 3 })) }

/** What everybody may write to the owners. */
export function supportForm(support: Support): AnyForm {
  return defineForm({
    name: 'support',
    version: 1,
    steps: { topic: ask.choice(supportTopics), ...words },
    finish: ({ topic, ...written }, context) => submit(support, topic, written, context),
  })
}

/** The same about a payment, which needs no asking what it is about. */
export function paySupportForm(support: Support): AnyForm {
  return defineForm({
    name: 'paysupport',
    version: 1,
    steps: words,
    finish: (written, context) => submit(support, 'payment', written, context),
  })
}

async function submit(
  support: Support,
  subject: SupportSubject,
  { text, photo }: { readonly text: string; readonly photo: readonly string[] | undefined },
  { tx, userId }: FinishContext,
): Promise<MessageContent> {
  const id = await support.submit(tx, { userId, subject, text, photos: photo ?? [] })
  return { text: { key: 'core-support-sent', params: { id: `S${id}` } }, keyboard: [[homeButton]] }
}
