import type { Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Acting, AdminAction, AuditRecord } from '@bazaar/core/users'
import { cleanLine } from '../clean-text.ts'
import { shownId } from '../shown-id.ts'
import { key } from '../text.ts'
import { lockBusiness, readManagers } from './business.repository.ts'
import { changeState } from './business-state.ts'
import { venueButton } from './buttons.ts'
import type { News } from './news.ts'
import { approvalKind } from './registrations.service.ts'
import type { BusinessView } from './types.ts'

const shortestReason = 10

export interface ModerationDeps {
  readonly adminAction: AdminAction
  readonly news: News
}

export interface Moderation {
  /** VERIFIED -> SUSPENDED. @param reason at least 10 characters; the venue's people read it */
  suspend(moderator: Required<Acting>, id: bigint, reason: string): Promise<BusinessView>
  /** SUSPENDED -> VERIFIED */
  lift(moderator: Required<Acting>, id: bigint): Promise<BusinessView>
}

/** What moderators do outside of the approval queue. Whoever manages the venue is told. */
export function createModeration({ adminAction, news }: ModerationDeps): Moderation {
  async function change(
    tx: Tx,
    id: bigint,
    transition: 'suspend' | 'lift',
    suspendReason: string | null,
  ): Promise<{ readonly value: BusinessView; readonly did: Omit<AuditRecord, 'actorId' | 'origin'> }> {
    const venue = await lockBusiness(tx, id)
    if (!venue) throw new AppError('marketplace-business-missing', { id: shownId('B', id) }, 404)
    const state = await changeState(tx, venue, transition, { suspendReason })
    const what = transition === 'lift' ? 'lifted' : 'suspended'
    await news.tellLatest(tx, await readManagers(tx, id), id, 'moderation', {
      text: key(`business-told-${what}`, { name: venue.name, reason: suspendReason ?? '' }),
      keyboard: [[venueButton(id)]],
    })
    const did = {
      action: `business.${what}`,
      object: { kind: approvalKind, id: String(id) },
      before: { state: venue.state },
      after: { state },
      ...(suspendReason === null ? {} : { reason: suspendReason }),
    }
    return { value: { ...venue, state, suspendReason: suspendReason ?? undefined }, did }
  }

  return {
    suspend: (moderator, id, written) => {
      const reason = cleanLine(written)
      if ([...reason].length < shortestReason)
        throw new AppError('marketplace-suspend-reason-short', { min: shortestReason })
      return adminAction(moderator, (tx) => change(tx, id, 'suspend', reason))
    },
    lift: (moderator, id) => adminAction(moderator, (tx) => change(tx, id, 'lift', null)),
  }
}
