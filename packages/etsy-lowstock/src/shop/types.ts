import type { Tx } from '@bazaar/core/db'
import type { EtsyAccess, EtsyFailure, ShopFacts } from '../etsy/index.ts'

/** What Etsy grants when a seller allows the bot to read a shop. */
export interface Granted {
  readonly access: string
  readonly refresh: string
  /** Business time. */
  readonly accessExpiresAt: Date
  /** Business time. */
  readonly refreshExpiresAt: Date
  readonly etsyUserId: bigint
  /** In Etsy's words; reading alone unless told. */
  readonly scopes?: string | undefined
}

export interface LinkInput {
  readonly ownerId: bigint
  /** The private chat that asked for it: it gets the alerts. */
  readonly chatId: bigint
  /** The person's name, for the list of who gets alerts. */
  readonly title: string
  readonly facts: ShopFacts
  readonly granted: Granted
}

/** Makes a shop of what Etsy granted. */
export interface ShopLinker {
  /** Asks Etsy which shop it is. Outside of any transaction. */
  prepare(
    granted: Granted,
    signal?: AbortSignal,
  ): Promise<
    { readonly ok: true; readonly facts: ShopFacts } | { readonly ok: false; readonly why: 'no-shop' | 'unavailable' }
  >
  /** Links it, or connects it again, and plans the first look. The same owner's same shop stays one. */
  link(tx: Tx, input: LinkInput): Promise<{ readonly shopId: bigint; readonly isNew: boolean }>
}

/** A usable token, or why there is none. `disconnected`: the shop has to be connected again, and its people have been told. */
export type AccessResult =
  | { readonly ok: true; readonly access: EtsyAccess; readonly generation: number }
  | { readonly ok: false; readonly why: 'disconnected' | 'unavailable'; readonly detail: string }

/** What one look keeps of the token between its calls. */
export interface HeldAccess {
  good?: Extract<AccessResult, { ok: true }> | undefined
  /** Business time. */
  until: number
}

export interface Grants {
  /** The access token; renewed first when it is about to end. */
  access(shopId: bigint, signal?: AbortSignal): Promise<AccessResult>
  /** Renews, unless somebody did since `generation`. */
  rotate(shopId: bigint, generation: number, signal?: AbortSignal): Promise<AccessResult>
  /**
   * Calls Etsy with the shop's token, kept in `held` for a minute, once more with a new one where Etsy says that it is no good. A shop that Etsy still refuses is disconnected.
   */
  call<T>(
    shopId: bigint,
    work: (access: EtsyAccess) => Promise<{ readonly ok: true; readonly value: T } | EtsyFailure>,
    signal?: AbortSignal,
    held?: HeldAccess,
  ): Promise<{ readonly ok: true; readonly value: T } | EtsyFailure | Extract<AccessResult, { ok: false }>>
}
