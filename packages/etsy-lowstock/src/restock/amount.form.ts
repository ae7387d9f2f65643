import type { Clock } from '@bazaar/core/clock'
import { ask, defineForm } from '@bazaar/core/forms'
import type { MessageContent } from '@bazaar/core/notifications'
import { confirmToken } from '@bazaar/core/screens'
import { z } from 'zod'
import { mostOfOne } from '../etsy/index.ts'
import type { Asking } from './asking.service.ts'
import { confirmScreen, sameScreen } from './restock.screens.ts'
import type { Owner } from './types.ts'

export const amountForm = 'etsy-lowstock-restock'

const context = z.object({ variation: z.coerce.bigint(), before: z.coerce.number().int() })

/** What the form is opened with. */
export const givenOf = ({ variation, before }: { readonly variation: bigint; readonly before: number }) => ({
  variation: String(variation),
  before: String(before),
})

export interface CardDeps {
  readonly asking: Asking
  readonly clock: Clock
}

/** The card to confirm, with a token of its own. @throws AppError */
export async function cardOf(
  { asking, clock }: CardDeps,
  owner: Owner,
  chosen: { readonly variation: bigint; readonly before: number; readonly after: number },
): Promise<MessageContent> {
  const target = await asking.target(owner, chosen.variation)
  if (chosen.after === chosen.before) return sameScreen(target, chosen.before)
  return confirmScreen(target, { ...chosen, token: confirmToken.create(clock.now()) })
}

/** Asks for a number that is not among the ready ones. In private: the person's chat is the person's id. */
export const createAmountForm = (deps: CardDeps) =>
  defineForm({
    name: 'restock',
    version: 1,
    steps: { pieces: ask.number({ min: 0, max: mostOfOne }) },
    review: 'none',
    isChange: true,
    finish: ({ pieces: after }, { userId, given }) =>
      cardOf(deps, { userId, chatId: userId }, { ...context.parse(given), after }),
  })
