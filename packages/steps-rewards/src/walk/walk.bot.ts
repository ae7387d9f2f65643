import { type BotContext, callerOf, isPrivate, onCallback, type PressAnswer, pressedIn } from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Part } from '@bazaar/core/feature'
import type { Onto } from '@bazaar/core/notifications'
import { say, show } from '@bazaar/core/screens'
import { finishPressed, kindChosen, kindSet, walkOpened } from '../callbacks.ts'
import { key } from '../text.ts'
import type { Beginning } from './beginning.service.ts'
import { choiceScreen, howToScreen } from './card.screens.ts'
import type { Cards } from './cards.service.ts'
import type { Ending } from './ending.service.ts'

export interface WalkBotDeps {
  readonly db: Db
  readonly beginning: Beginning
  readonly ending: Ending
  readonly cards: Cards
}

/** The card that was pressed becomes what follows. */
function ontoOf(ctx: BotContext): Onto | undefined {
  const pressed = pressedIn(ctx)
  return pressed && { id: pressed.id, isText: pressed.isText }
}

/** `/walk`, the choice, the buttons of the card. */
export function createWalkBot({
  db,
  beginning,
  ending,
  cards,
}: WalkBotDeps): Pick<Part, 'home' | 'commands' | 'callbacks'> {
  /** The walk that goes on comes here, else the choice does. */
  async function open(ctx: BotContext): Promise<void> {
    const userId = callerOf(ctx)
    const isActive = await db.tx(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM steps_rewards_walk WHERE user_id = ${userId} AND state = 'ACTIVE' FOR UPDATE`
      const walk = await tx.stepsRewardsWalk.findFirst({ where: { userId, state: 'ACTIVE' } })
      if (walk) await cards.bring(tx, walk, `opened:${ctx.update.update_id}`, ontoOf(ctx))
      return walk !== null
    })
    if (!isActive) await show(ctx, choiceScreen())
  }

  async function finish(ctx: BotContext, id: bigint): Promise<PressAnswer> {
    const own = await db.prisma.stepsRewardsWalk.count({ where: { id, userId: callerOf(ctx) } })
    if (own === 0) throw new AppError('steps-rewards-walk-unknown', {}, 404)
    return (await ending.finish(id, ontoOf(ctx))) ? undefined : { toast: key('ended-before') }
  }

  async function setKind(ctx: BotContext, id: bigint, kind: string): Promise<PressAnswer> {
    const userId = callerOf(ctx)
    const isSet = await db.tx(async (tx) => {
      const { count } = await tx.stepsRewardsWalk.updateMany({ where: { id, userId, state: 'ACTIVE' }, data: { kind } })
      if (count === 0) return false
      const walk = await tx.stepsRewardsWalk.findUniqueOrThrow({ where: { id } })
      await cards.warnIfUnsafe(tx, walk)
      await cards.redraw(tx, walk)
      return true
    })
    return isSet ? undefined : { toast: key('ended-before') }
  }

  return {
    home: { open },
    commands: [{ name: 'walk', audience: 'everyone', run: open }],
    callbacks: [
      onCallback(walkOpened, open),
      onCallback(kindChosen, async (ctx, { kind }) => {
        await beginning.choose(callerOf(ctx), kind, ctx.reader.timeZone)
        await show(ctx, howToScreen('how-to-live', kind))
      }),
      onCallback(kindSet, (ctx, { walk, kind }) => setKind(ctx, walk, kind)),
      onCallback(finishPressed, (ctx, { walk }) => finish(ctx, walk)),
    ],
  }
}

/** A place that does not move. */
export async function explainSharing(ctx: BotContext, next: () => Promise<void>): Promise<void> {
  if (isPrivate(ctx)) await say(ctx, howToScreen('how-to'))
  else await next()
}
