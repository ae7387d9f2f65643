import type { Tx } from '../db/index.ts'
import type { TextSpec } from '../i18n/index.ts'

/** Something that admins should know, once per incident. */
export interface Incidents {
  /**
   * Opens an incident and tells admins, unless it is open already. Call it as often as the trouble is seen: after a recovery the same
   * key is opened (and told) again only once {@link IncidentOptions.throttleMs} passed since it was opened last.
   * @param tx the caller's transaction, or `undefined` for one of its own
   * @param key names the trouble, e.g. `voucher-tracker:source-blind`
   * @param detail one line for admins: ids and codes, no secrets
   * @returns whether this call opened it
   */
  open(tx: Tx | undefined, key: string, detail: string): Promise<boolean>
  /** Closes an open incident and tells the recovery. @returns whether this call closed it */
  close(tx: Tx | undefined, key: string): Promise<boolean>
}

/** A message for all admins. `entity` and `transition` make it unique, as the notification engine wants it. */
export interface AdminNotice {
  /** The incident's key. */
  readonly entity: string
  /** `opened:<ISO instant>` or `closed:<ISO instant of the opening>`. */
  readonly transition: string
  /** `core-incident-opened` (`incident`, `detail`) or `core-incident-closed` (`incident`). */
  readonly text: TextSpec
}

/** Writes one notification per admin in the given transaction. */
export type NotifyAdmins = (tx: Tx, notice: AdminNotice) => Promise<void>
