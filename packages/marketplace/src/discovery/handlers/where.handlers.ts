import { type AnyCallback, callerOf, onCallback } from '@bazaar/core/bot'
import type { Customers } from '../customer/customer.service.ts'
import { allergensScreen, settingsScreen } from '../customer/settings.screens.ts'
import {
  allergenSet,
  allergensOpened,
  cityChosen,
  placeAsked,
  placeForgotten,
  radiusChosen,
  settingsOpened,
  unstatedSet,
  whereOpened,
} from '../discovery.callbacks.ts'
import type { Presenter } from '../discovery.presenter.ts'
import { present, toast } from '../screen.ts'
import { placeForm, zoneFollows } from '../where/place.form.ts'
import type { Where } from '../where/where.service.ts'

interface Deps {
  readonly customers: Customers
  readonly presenter: Presenter
  readonly where: Where
}

/** Buttons of where to look and of what to leave out. */
export function createWhereHandlers({ customers, presenter, where }: Deps): readonly AnyCallback[] {
  return [
    onCallback(whereOpened, async (ctx, { page }) =>
      present(ctx, { content: await presenter.where(callerOf(ctx), Math.max(0, page)) }),
    ),
    onCallback(placeAsked, (ctx) => ctx.forms.open(placeForm, {}, { below: true })),
    onCallback(placeForgotten, async (ctx) => {
      const kept = await where.forgetPlace(callerOf(ctx))
      const answer = toast(kept === 0 ? 'place-forgotten' : 'place-forgotten-here')
      return present(ctx, { content: await presenter.where(callerOf(ctx), 0), answer })
    }),
    onCallback(cityChosen, async (ctx, { business }) => {
      const { look, newZone } = await where.chooseCity(callerOf(ctx), business)
      if (newZone !== undefined) ctx.readAs({ ...ctx.reader, timeZone: newZone })
      const content = await presenter.ofLook(callerOf(ctx), look)
      const answer = newZone === undefined ? undefined : { toast: zoneFollows(newZone) }
      return present(ctx, { content, ...(answer && { answer }) })
    }),
    onCallback(settingsOpened, async (ctx) =>
      present(ctx, { content: settingsScreen(await customers.read(callerOf(ctx))) }),
    ),
    onCallback(radiusChosen, async (ctx, { km }) =>
      present(ctx, { content: settingsScreen(await customers.setRadius(callerOf(ctx), km)) }),
    ),
    onCallback(allergensOpened, async (ctx) =>
      present(ctx, { content: allergensScreen(await customers.read(callerOf(ctx))) }),
    ),
    onCallback(allergenSet, async (ctx, { allergen, avoid }) =>
      present(ctx, {
        content: allergensScreen(await customers.setAllergen(callerOf(ctx), allergen, avoid === 'yes')),
      }),
    ),
    onCallback(unstatedSet, async (ctx, { hide }) =>
      present(ctx, { content: allergensScreen(await customers.setUnstated(callerOf(ctx), hide === 'yes')) }),
    ),
  ]
}
