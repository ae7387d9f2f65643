import { type BotContext, callerOf, onCallback } from '@bazaar/core/bot'
import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Part } from '@bazaar/core/feature'
import type { Ledger } from '@bazaar/core/ledger'
import { readId } from '@bazaar/core/numbers'
import { show } from '@bazaar/core/screens'
import { creditOpened, pointsOpened } from '../callbacks.ts'
import { endedScreen, pointsScreen } from './credit.screens.ts'
import { explain } from './explanation.ts'
import { points, wallet } from './ledger.ts'

export interface CreditBotDeps {
  readonly db: Db
  readonly ledger: Ledger
}

const shownWalks = 6

/** `/points` and `/points K12`. */
export function createCreditBot({ db, ledger }: CreditBotDeps): Pick<Part, 'commands' | 'callbacks'> {
  const { prisma } = db

  async function showPoints(ctx: BotContext): Promise<void> {
    const userId = callerOf(ctx)
    const accounts = (await ledger.balances(userId)).filter(
      ({ kind, currency }) => kind === wallet && currency === points,
    )
    const profile = await prisma.stepsRewardsProfile.findUnique({ where: { userId }, select: { earned: true } })
    const walks = await prisma.stepsRewardsWalk.findMany({
      where: { userId, state: { not: 'ACTIVE' } },
      orderBy: { id: 'desc' },
      take: shownWalks,
    })
    const [account] = accounts
    const purse = { available: account?.available ?? 0n, held: account?.held ?? 0n, earned: profile?.earned ?? 0n }
    await show(ctx, pointsScreen(purse, walks))
  }

  async function showCredit(ctx: BotContext, id: bigint): Promise<void> {
    const where = { id, userId: callerOf(ctx), state: { not: 'ACTIVE' } }
    const walk = await prisma.stepsRewardsWalk.findFirst({ where })
    if (!walk) throw new AppError('steps-rewards-walk-unknown', {}, 404)
    await show(ctx, endedScreen(walk, await explain(prisma, walk)))
  }

  return {
    commands: [
      {
        name: 'points',
        audience: 'everyone',
        run(ctx, args) {
          if (args === '') return showPoints(ctx)
          const wanted = readId(args)
          if (!wanted || (wanted.letter ?? 'K') !== 'K') throw new AppError('steps-rewards-walk-unknown', {}, 404)
          return showCredit(ctx, wanted.id)
        },
      },
    ],
    callbacks: [
      onCallback(pointsOpened, showPoints),
      onCallback(creditOpened, (ctx, { walk }) => showCredit(ctx, walk)),
    ],
  }
}
