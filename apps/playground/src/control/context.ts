import type { Standin } from '@bazaar/telegram-standin'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Pool } from 'pg'
import type { BotOperations } from '../bot-operations.ts'
import type { BotProcess } from '../bot-process.ts'
import type { FoundDemo } from '../demo/found-demo.ts'
import type { OutsideService } from '../demo/outside.ts'
import type { Seeding } from '../demo/seeding.ts'
import type { Owners } from '../owners.ts'
import type { PageCache } from '../page-cache.ts'
import type { PlaygroundClock } from '../playground-clock.ts'
import type { StateKeeper } from '../standin-state.ts'

/** Everything the control API plays on. */
export interface Control {
  readonly standin: Standin
  /** For what must be on disk before it is answered: people and chats. */
  readonly keeper: StateKeeper
  readonly bot: BotProcess
  readonly operations: BotOperations
  readonly clock: PlaygroundClock
  readonly demos: readonly FoundDemo[]
  /** Stand-ins of the outside services that the features talk to. */
  readonly outside: readonly OutsideService[]
  readonly seeding: Seeding
  readonly owners: Owners
  readonly pool: Pool
  readonly page: PageCache
  readonly links: Readonly<Record<string, string>>
}

export type ControlServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

export type Routes = (server: ControlServer, control: Control) => void
