import type { ConversationData, ConversationStorage, VersionedState } from '@grammyjs/conversations'
import { createBatcher } from '../batch/index.ts'
import type { Keyring } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'
import type { BotContext } from './types.ts'

/** State of all running dialogues of one chat, by conversation id. */
type State = VersionedState<ConversationData>

export interface ConversationStorageOptions {
  readonly db: Db
  readonly keyring: Keyring
  /** Ids with their version (`voucher-tracker-add@2`); others belong to an older deploy. */
  readonly known: ReadonlySet<string>
  /** Told when a dialogue was dropped because its steps changed. */
  onOutdated(chatId: string): void
}

const context = 'core_conversation.data'
/** Until forms kept it with their drafts, a conversation of this name said that one was open. */
const retired = 'core-form@1'

/** Durable, sealed storage in PostgreSQL. Reads of one moment share a round trip. */
export function createConversationStorage(
  options: ConversationStorageOptions,
): ConversationStorage<BotContext, ConversationData> {
  const { db, keyring } = options
  const read = createBatcher<string, { readonly data: Buffer | undefined }>(async (keys) => {
    const { rows } = await db.pool.query<{ key: string; data: Buffer }>({
      name: 'core-conversation-read',
      text: 'SELECT key, data FROM core_conversation WHERE key = ANY($1)',
      values: [keys],
    })
    const byKey = new Map(rows.map((row) => [row.key, row.data]))
    return keys.map((key) => ({ data: byKey.get(key) }))
  })

  const remove = async (key: string) => void (await db.prisma.conversationState.deleteMany({ where: { key } }))

  return {
    type: 'key',
    version: 1,
    getStorageKey: (ctx) => (ctx.chatId === undefined ? undefined : String(ctx.chatId)),
    adapter: {
      async read(key) {
        const { data } = await read(key)
        const state = data && readState(data, key, options)
        // Where nothing is left to go on with, nothing must be read again, or told again.
        if (data && Object.keys(state?.state ?? {}).length === 0) await remove(key)
        return state
      },
      async write(key, state) {
        const sealed = keyring.seal(JSON.stringify(state, writeBigint), context)
        await db.prisma.conversationState.upsert({
          where: { key },
          create: { key, data: sealed },
          update: { data: sealed, updatedAt: new Date() },
        })
      },
      delete: remove,
    },
  }
}

/** What cannot be opened (its key was taken away) is dropped too: else every update of that chat would fail. */
function readState(data: Buffer, key: string, options: ConversationStorageOptions): State | undefined {
  let stored: State
  try {
    stored = parse(options.keyring.open(data, context))
  } catch {
    options.onOutdated(key)
    return undefined
  }
  return dropOutdated(stored, key, options)
}

/** A dialogue whose version is gone cannot be replayed; its person is told instead of being met with silence. */
function dropOutdated(stored: State, key: string, { known, onOutdated }: ConversationStorageOptions): State {
  const entries = Object.entries(stored.state)
  const kept = entries.filter(([id]) => known.has(id))
  if (entries.some(([id]) => !known.has(id) && id !== retired)) onOutdated(key)
  return { ...stored, state: Object.fromEntries(kept) }
}

/** Sealed by us: the shape is what `write` put there. */
function parse(json: string): State {
  return JSON.parse(json, readBigint)
}

/** Replay state holds what `external()` returned; JSON alone would lose bigints. */
function writeBigint(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? { $bigint: String(value) } : value
}

function readBigint(_key: string, value: unknown): unknown {
  if (typeof value === 'object' && value !== null && '$bigint' in value && Object.keys(value).length === 1)
    return BigInt(String(value.$bigint))
  return value
}
