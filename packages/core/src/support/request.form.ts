import type { BotContext, Command } from '../bot/index.ts'
import { type AnyForm, ask, defineForm } from '../forms/index.ts'
import { homeButton } from '../screens/index.ts'
import { type Support, supportTopics } from './types.ts'

/** Opens the form, unless enough of the person's requests wait already. */
export const openSupport =
  (support: Support) =>
  async (ctx: BotContext): Promise<void> => {
    if (ctx.person) await support.requireRoom(ctx.person.id)
    await ctx.forms.open('core-support')
  }

/** `/support /paysupport`: what everybody may write to the owners. */
export const supportCommands = (support: Support): readonly Command[] => [
  { name: 'support', audience: 'everyone', run: openSupport(support) },
  // Telegram wants it from bots that sell; nothing is sold yet, and it says so.
  {
    name: 'paysupport',
    audience: 'everyone',
    run: (ctx) => ctx.show({ key: 'core-paysupport' }, { keyboard: [[homeButton]] }),
  },
]

export function supportForm(support: Support): AnyForm {
  return defineForm({
    name: 'support',
    version: 1,
    steps: {
      topic: ask.choice(supportTopics),
      text: ask.text({ min: 10, max: 2_000 }),
      photo: ask.optional(ask.photo({ max: 3 })),
    },
    async finish({ topic, text, photo }, { tx, userId }) {
      const id = await support.submit(tx, { userId, subject: topic, text, photos: photo ?? [] })
      return { text: { key: 'core-support-sent', params: { id: `S${id}` } }, keyboard: [[homeButton]] }
    },
  })
}
