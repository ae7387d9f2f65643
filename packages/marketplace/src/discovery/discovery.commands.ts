import type { Command } from '@bazaar/core/bot'
import { callerOf, say } from '../chat.ts'

import type { Views } from './views.ts'

export function createCommands(views: Views): readonly Command[] {
  const browse = (name: string): Command => ({
    name,
    audience: 'everyone',
    run: async (ctx) => say(ctx, await views.begin(callerOf(ctx))),
  })
  return [
    browse('browse'),
    browse('offers'),
    { name: 'following', audience: 'everyone', run: async (ctx) => say(ctx, await views.following(callerOf(ctx))) },
  ]
}
