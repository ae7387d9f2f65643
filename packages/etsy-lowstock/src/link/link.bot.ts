import { type BotContext, type BotSurface, onCallback } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { say, show } from '@bazaar/core/screens'
import { linkPressed } from '../callbacks.ts'
import type { Begin } from './begin.service.ts'
import type { Finish, Finishing } from './finish.service.ts'
import { beginScreen, finishedScreen, pinUsageScreen } from './link.screens.ts'
import { againPayload, tokenPayload } from './pages.ts'

export interface LinkBotDeps {
  readonly begin: Begin
  readonly finish: Finish
}

const pinPattern = /^(\d{3})\s?(\d{3})$/

/** The six digits, as the page shows them or with a space in the middle. */
function pinIn(text: string): string | undefined {
  const [, first, second] = pinPattern.exec(text.trim()) ?? []
  return first === undefined || second === undefined ? undefined : first + second
}

/** Shops are linked in private: whoever reads the chat could finish it. */
function finishingIn({ chat, person }: BotContext): Finishing {
  if (chat?.type !== 'private' || !person) throw new AppError('etsy-lowstock-link-private')
  return { userId: person.id, chatId: BigInt(chat.id), title: person.firstName }
}

/** `/link /pin`, the page’s link, and its pin as plain digits. */
export function linkSurface({ begin, finish }: LinkBotDeps): BotSurface {
  const openCard = async (ctx: BotContext) => say(ctx, beginScreen(await begin(finishingIn(ctx))))
  const tryPin = async (ctx: BotContext, pin: string) =>
    say(ctx, finishedScreen(await finish.byPin(finishingIn(ctx), pin)))

  return {
    commands: [
      { name: 'link', audience: 'everyone', run: openCard },
      {
        name: 'pin',
        audience: 'everyone',
        async run(ctx, args) {
          const pin = pinIn(args)
          await (pin === undefined ? say(ctx, pinUsageScreen) : tryPin(ctx, pin))
        },
      },
    ],
    callbacks: [onCallback(linkPressed, async (ctx) => show(ctx, beginScreen(await begin(finishingIn(ctx)))))],
    startPayloads: {
      [tokenPayload]: {
        open: async (ctx, token) => say(ctx, finishedScreen(await finish.byToken(finishingIn(ctx), token))),
      },
      [againPayload]: { isPublic: true, open: openCard },
    },
    async handlers(ctx, next) {
      const pin = ctx.chat?.type === 'private' && ctx.person ? pinIn(ctx.message?.text ?? '') : undefined
      if (pin === undefined || !(await finish.isMeant(finishingIn(ctx), pin))) return next()
      await tryPin(ctx, pin)
    },
  }
}
