import { type AnyCallback, callerOf, onCallback } from '@bazaar/core/bot'
import { browseOpened, offerOpened } from '../../callbacks.ts'
import type { Browse } from '../browse/browse.service.ts'
import {
  filterChosen,
  followedOn,
  listMoreOpened,
  offerMoreOpened,
  pageTurned,
  venueOpened,
  widened,
} from '../discovery.callbacks.ts'
import type { Presenter } from '../discovery.presenter.ts'
import type { Follows } from '../follow/follow.service.ts'
import { present, type Screen, toast } from '../screen.ts'
import { placeForm } from '../where/place.form.ts'

interface Deps {
  readonly browse: Browse
  readonly follows: Follows
  readonly presenter: Presenter
}

/** Buttons of lists, offers and venues. */
export function createListHandlers({ browse, follows, presenter }: Deps): readonly AnyCallback[] {
  /** The card that a Follow button stands on, drawn again. */
  const redraw = {
    list: (userId: bigint, ref: bigint, at: number): Promise<Screen> => presenter.more(userId, ref, at),
    offer: async (userId: bigint, ref: bigint): Promise<Screen> => ({
      content: await presenter.offerMore(userId, ref),
    }),
    venue: async (userId: bigint, ref: bigint): Promise<Screen> => ({ content: await presenter.venue(userId, ref) }),
  }
  const stop = async (userId: bigint, business: bigint) => {
    const venue = await follows.stop(userId, business)
    return venue === undefined ? toast('not-followed') : toast('unfollowed', { venue })
  }
  return [
    onCallback(browseOpened, async (ctx) => present(ctx, { content: await presenter.begin(callerOf(ctx)) })),
    onCallback(pageTurned, async (ctx, { session, at }) =>
      present(ctx, await presenter.turn(callerOf(ctx), session, at)),
    ),
    onCallback(listMoreOpened, async (ctx, { session, at }) =>
      present(ctx, await presenter.more(callerOf(ctx), session, at)),
    ),
    onCallback(offerMoreOpened, async (ctx, { offer }) =>
      present(ctx, { content: await presenter.offerMore(callerOf(ctx), offer) }),
    ),
    onCallback(filterChosen, async (ctx, { filter }) => {
      const look = await browse.begin(callerOf(ctx), { filter })
      // The card stays: it is there still when the question is cancelled.
      if (look.kind === 'placeless') return ctx.forms.open(placeForm, {}, { below: true })
      await present(ctx, { content: await presenter.ofLook(callerOf(ctx), look) })
    }),
    onCallback(widened, async (ctx) => {
      const content = await presenter.ofLook(callerOf(ctx), await browse.widen(callerOf(ctx)))
      await present(ctx, { content })
    }),
    onCallback(offerOpened, async (ctx, { offer }) =>
      present(ctx, { content: await presenter.offer(callerOf(ctx), offer) }),
    ),
    onCallback(venueOpened, async (ctx, { business }) =>
      present(ctx, { content: await presenter.venue(callerOf(ctx), business) }),
    ),
    onCallback(followedOn, async (ctx, { business, screen, ref, at, follow }) => {
      const userId = callerOf(ctx)
      const answer =
        follow === 'yes'
          ? toast('followed', { venue: await follows.follow(userId, business) })
          : await stop(userId, business)
      const { content } = await redraw[screen](userId, ref, at)
      return present(ctx, { content, answer })
    }),
  ]
}
