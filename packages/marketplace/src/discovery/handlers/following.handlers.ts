import { type AnyCallback, callerOf, onCallback } from '@bazaar/core/bot'
import { followingOpened } from '../../callbacks.ts'
import {
  followRemoved,
  priceAsked,
  searchRemoved,
  searchSaved,
  searchStopped,
  unfollowPressed,
} from '../discovery.callbacks.ts'
import type { Presenter } from '../discovery.presenter.ts'
import type { Follows } from '../follow/follow.service.ts'
import { present, toast } from '../screen.ts'
import { priceForm } from '../search/price.form.ts'
import { savedScreen } from '../search/search.screens.ts'
import type { Searches } from '../search/searches.service.ts'

interface Deps {
  readonly follows: Follows
  readonly searches: Searches
  readonly presenter: Presenter
}

/** Buttons of what one is told about. */
export function createFollowingHandlers({ follows, searches, presenter }: Deps): readonly AnyCallback[] {
  const unfollow = async (userId: bigint, business: bigint) => {
    const venue = await follows.stop(userId, business)
    return venue === undefined ? toast('not-followed') : toast('unfollowed', { venue })
  }
  const stop = async (userId: bigint, search: bigint) =>
    toast((await searches.stop(userId, search)) ? 'search-stopped' : 'search-stopped-before')
  return [
    onCallback(followingOpened, async (ctx) => present(ctx, { content: await presenter.following(callerOf(ctx)) })),
    onCallback(followRemoved, async (ctx, { business }) => {
      const answer = await unfollow(callerOf(ctx), business)
      return present(ctx, { content: await presenter.following(callerOf(ctx)), answer })
    }),
    onCallback(searchRemoved, async (ctx, { search }) => {
      const answer = await stop(callerOf(ctx), search)
      return present(ctx, { content: await presenter.following(callerOf(ctx)), answer })
    }),
    // Under an alert: its offer stays readable.
    onCallback(unfollowPressed, (ctx, { business }) => unfollow(callerOf(ctx), business)),
    onCallback(searchStopped, (ctx, { search }) => stop(callerOf(ctx), search)),
    onCallback(searchSaved, async (ctx) => present(ctx, { content: savedScreen(await searches.save(callerOf(ctx))) })),
    onCallback(priceAsked, async (ctx, { search }) => {
      const { id } = await searches.get(callerOf(ctx), search)
      await ctx.forms.open(priceForm, { search: String(id), currency: await searches.currencyFor(callerOf(ctx)) })
    }),
  ]
}
