import type { Tx } from '@bazaar/core/db'

/** CLOSED: its owner left; nothing of it is shown any more. */
export type BusinessState = 'DRAFT' | 'PENDING' | 'VERIFIED' | 'REJECTED' | 'SUSPENDED' | 'CLOSED'
/** `manage` includes `collect`. */
export type Permission = 'collect' | 'manage'

export interface BusinessView {
  readonly id: bigint
  readonly ownerId: bigint
  readonly state: BusinessState
  readonly name: string
  readonly street: string
  readonly city: string
  readonly postalCode: string
  /** Degrees. */
  readonly latitude: number
  readonly longitude: number
  /** ISO 4217. */
  readonly currency: string
  /** IANA name. */
  readonly timeZone: string
  readonly cityKey: string
  readonly openingHours: string
  readonly rejectReason: string | undefined
  readonly suspendReason: string | undefined
  /** Keys in the file storage. */
  readonly photos: readonly { readonly key: string; readonly thumbKey: string }[]
}

/** Who may do what at which venue; what other nouns ask about venues. */
export interface Businesses {
  find(id: bigint): Promise<BusinessView | undefined>
  /** Venues that the person owns or works for, with at least this permission; oldest first, without closed ones. */
  listOf(userId: bigint, permission: Permission): Promise<readonly BusinessView[]>
  /**
   * The venue, when the person owns it or has the permission.
   * @throws AppError `marketplace-business-unknown`, the same for a venue that does not exist
   */
  require(userId: bigint, businessId: bigint, permission: Permission): Promise<BusinessView>
  /** Whom the venue's news go to: its owner and everybody who manages it. */
  listManagers(tx: Tx, businessId: bigint): Promise<readonly bigint[]>
}
