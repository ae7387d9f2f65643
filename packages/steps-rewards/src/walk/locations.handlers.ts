import { type BotContext, isPrivate } from '@bazaar/core/bot'
import { Composer } from 'grammy'
import type { Message } from 'grammy/types'
import type { Beginning } from './beginning.service.ts'
import type { Cards } from './cards.service.ts'
import type { Ending } from './ending.service.ts'
import type { Move, Received } from './receiving.service.ts'
import { reportOf } from './report.ts'
import { explainSharing } from './walk.bot.ts'

export interface LocationsDeps {
  readonly beginning: Beginning
  readonly ending: Ending
  readonly cards: Cards
  receive(move: Move): Promise<Received>
}

/** What Telegram says for "until I turn it off". */
const forever = 0x7fff_ffff

/** Until when a location is live; nothing = until it is stopped. */
const untilOf = (date: number, period: number): Date | undefined =>
  period === forever ? undefined : new Date((date + period) * 1000)

/** Somebody else's walk that was passed on is nobody's own. */
const isOwn = ({ forward_origin: from, via_bot: by }: Message): boolean => from === undefined && by === undefined

/** Live locations: they begin walks, move them and end them. */
export function locationHandlers({ beginning, ending, cards, receive }: LocationsDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>()
  composer.on('message:location', async (ctx, next) => {
    const { message, person } = ctx
    const { location, date } = message
    if (!isPrivate(ctx) || !person || location.live_period === undefined || !isOwn(message))
      return explainSharing(ctx, next)
    await beginning.begin({
      ...{ userId: person.id, messageId: message.message_id, location, at: date, timeZone: person.timeZone },
      until: untilOf(date, location.live_period),
    })
  })
  composer.on('edited_message:location', async (ctx, next) => {
    const { editedMessage: message, person } = ctx
    const { location, date, edit_date: at } = message
    if (!isPrivate(ctx) || !person || at === undefined) return next()
    const move: Move = {
      ...{ userId: person.id, messageId: message.message_id, report: reportOf(location, at) },
      until: location.live_period === undefined ? 'over' : untilOf(date, location.live_period),
    }
    const received = await receive(move)
    if (received.walk === undefined) {
      if (await beginning.goOn(move, person.timeZone)) await receive(move)
      return
    }
    if (received.over) await ending.stop(received.walk, received.over)
    else if (received.isToBeShown) await cards.show(received.walk)
  })
  return composer
}
