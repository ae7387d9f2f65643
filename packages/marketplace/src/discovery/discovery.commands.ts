import type { Command } from '@bazaar/core/bot'
import { callerOf, say } from '../chat.ts'

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
