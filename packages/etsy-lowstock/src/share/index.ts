import type { Core, Part } from '@bazaar/core/feature'
import type { KeyIdColumn, RetentionRule } from '@bazaar/core/privacy'
import type { Shops } from '../shop/index.ts'
import { createChats } from './chats.service.ts'
import { createInvites } from './invites.service.ts'
import { createJoining } from './joining.ts'
import { shareCallbacks, sharePayloads } from './share.bot.ts'
import { createTellOwner } from './tell-owner.ts'

const dayMs = 24 * 3_600_000

/** A link is looked up by a keyed hash as long as its row is there. */
const keyIds: readonly KeyIdColumn[] = [
  { table: 'etsy_lowstock_invite', column: 'key_id', while: { column: 'kind', values: ['person', 'group'] } },
]
const retention: readonly RetentionRule[] = [
  {
    id: 'invite',
    table: 'etsy_lowstock_invite',
    ageColumn: 'created_at',
    keepMs: 30 * dayMs,
    time: 'business',
    personal: false,
  },
]

/** A shop's alerts for colleagues and groups. */
export function createShare(core: Core, { access, withdraw }: Omit<Shops, 'part'>): { readonly part: Part } {
  const tellOwner = createTellOwner(core.notifications)
  const joining = createJoining({ ...core, withdraw, tellOwner })
  const chats = createChats({ ...core, access, joining, tellOwner })
  const invites = createInvites({ ...core, access, joining })
  const bot = { access, chats, invites }
  return { part: { callbacks: shareCallbacks(bot), startPayloads: sharePayloads(bot), keyIds, retention } }
}
