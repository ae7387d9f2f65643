import { callerOf, onCallback } from '@bazaar/core/bot'
import type { Core, Part } from '@bazaar/core/feature'
import { cityOpened, handOpened } from '../callbacks.ts'
import type { Credit } from '../credit/index.ts'
import type { Weather } from '../weather/index.ts'
import { cityForm, requireChangeable } from './city.form.ts'
import { handForm } from './hand.form.ts'

export interface HandOthers {
  readonly weather: Weather
  readonly credit: Pick<Credit, 'settling'>
}

/** Steps that are entered by hand. */
export function createHand(core: Core, { weather, credit: { settling } }: HandOthers): { readonly part: Part } {
  return {
    part: {
      forms: [handForm({ ...core, weather, settling }), cityForm(core)],
      callbacks: [
        onCallback(handOpened, (ctx) => ctx.forms.open('steps-rewards-by-hand')),
        onCallback(cityOpened, async (ctx) => {
          const where = { userId: callerOf(ctx) }
          const profile = await core.db.prisma.stepsRewardsProfile.findUnique({ where })
          requireChangeable(profile?.cityChangedAt, core.clock.now())
          await ctx.forms.open('steps-rewards-my-city')
        }),
      ],
    },
  }
}
