import type { Core, Part } from '@bazaar/core/feature'
import { onJob } from '@bazaar/core/jobs'
import type { Credit } from '../credit/index.ts'
import type { Weather } from '../weather/index.ts'
import { createBeginning } from './beginning.service.ts'
import { createCardPace } from './card-pace.ts'
import { cardTopicId, createCards } from './cards.service.ts'
import { createEnding } from './ending.service.ts'
import { walkDue } from './job-types.ts'
import { locationHandlers } from './locations.handlers.ts'
import { eraseUser, exportTracks, exportUser, retention, sealed } from './personal-data.ts'
import { createReceiving } from './receiving.service.ts'
import { temperatureJob } from './temperature.job.ts'
import { createWalkBot } from './walk.bot.ts'

export interface WalkOthers {
  readonly weather: Weather
  readonly credit: Pick<Credit, 'settling'>
}

/** Walks with a live location. */
export function createWalk(core: Core, { weather, credit: { settling } }: WalkOthers): { readonly part: Part } {
  const cards = createCards(core)
  const beginning = createBeginning({ ...core, cards })
  const ending = createEnding({ ...core, weather, settling, cards })
  const receive = createReceiving({ ...core, pace: createCardPace() })
  return {
    part: {
      ...createWalkBot({ db: core.db, beginning, ending, cards }),
      handlers: locationHandlers({ beginning, ending, cards, receive }),
      // Late is as good as never: the next one shows more.
      topics: [{ id: cardTopicId, lane: 'alert', errsOn: 'duplicate', isReceipt: true }],
      jobs: [
        onJob(walkDue, { timeoutMs: 60_000, maxAttempts: 10, run: ({ walk, heard }) => ending.due(walk, heard) }),
        temperatureJob({ ...core, weather, cards }),
      ],
      sealed,
      retention,
      eraseUser: (tx, userId) => eraseUser(core, tx, userId),
      exportUser: (userId) => exportUser(core, userId),
      exportFiles: (userId) => exportTracks(core, userId),
    },
  }
}
