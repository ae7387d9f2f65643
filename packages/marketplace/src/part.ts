import type { ApprovalKind } from '@bazaar/core/approvals'
import type { AnyCallback, Command, StartPayload } from '@bazaar/core/bot'
import type { Tx } from '@bazaar/core/db'
import type { CancellableKind, ResumableKind } from '@bazaar/core/feature'
import type { AnyForm } from '@bazaar/core/forms'
import type { TextSpec } from '@bazaar/core/i18n'
import type { AnyJob } from '@bazaar/core/jobs'
import type { Topic } from '@bazaar/core/notifications'

/** What one noun of the marketplace adds to the feature's declaration. `feature.ts` puts the parts together. */
export interface Part {
  readonly commands?: readonly Command[]
  readonly callbacks?: readonly AnyCallback[]
  readonly forms?: readonly AnyForm[]
  readonly startPayloads?: Readonly<Record<string, StartPayload>>
  readonly topics?: readonly Topic[]
  readonly jobs?: readonly AnyJob[]
  readonly approvals?: readonly ApprovalKind[]
  readonly cancellables?: readonly CancellableKind[]
  readonly resumables?: readonly ResumableKind[]
  status?(userId: bigint): Promise<TextSpec | undefined>
  userReachable?(tx: Tx, userId: bigint): Promise<void>
  userUnreachable?(tx: Tx, userId: bigint): Promise<void>
  eraseBlockers?(userId: bigint): Promise<readonly TextSpec[]>
  eraseUser?(tx: Tx, userId: bigint): Promise<void>
  /** Its share of /export: added to the other parts' under its own names. */
  exportUser?(userId: bigint): Promise<object>
}

/** One list out of the parts' lists. */
export function together<T>(parts: readonly Part[], pick: (part: Part) => readonly T[] | undefined): readonly T[] {
  return parts.flatMap((part) => pick(part) ?? [])
}

/** One text out of what the parts have to say about a person; nothing when none has. */
export async function mergeStatus(parts: readonly Part[], userId: bigint): Promise<TextSpec | undefined> {
  const found = await Promise.all(parts.map((part) => part.status?.(userId)))
  const lines = found.filter((line) => line !== undefined)
  return lines.length === 0 ? undefined : { key: 'marketplace-status', params: { lines: { lines } } }
}
