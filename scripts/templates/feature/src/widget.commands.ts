import { type BotSurface, onCallback } from '@bazaar/core/bot'
import type { Services } from './services.ts'
import { more } from './widget.callbacks.ts'
import { showCount } from './widget.screens.ts'

/** What people send and press. A handler reads as a sentence: parse, one service call, reply. */
export function createSurface({ widget }: Services): BotSurface {
  return {
    home: { open: (ctx) => showCount(ctx, widget.next(0)) },
    commands: [{ name: 'sample_widget', audience: 'everyone', run: (ctx) => showCount(ctx, widget.next(0)) }],
    callbacks: [
      onCallback(more, async (ctx, { count }) => {
        await showCount(ctx, widget.next(count))
        return undefined
      }),
    ],
  }
}
