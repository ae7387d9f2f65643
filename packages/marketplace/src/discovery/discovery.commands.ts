import { type Command, callerOf } from '@bazaar/core/bot'
import { say } from '@bazaar/core/screens'

import type { Presenter } from './discovery.presenter.ts'

export function createCommands(presenter: Presenter): readonly Command[] {
  const browse = (name: string): Command => ({
    name,
    audience: 'everyone',
    run: async (ctx) => say(ctx, await presenter.begin(callerOf(ctx))),
  })
  return [
    browse('browse'),
    browse('offers'),
    { name: 'following', audience: 'everyone', run: async (ctx) => say(ctx, await presenter.following(callerOf(ctx))) },
  ]
}
