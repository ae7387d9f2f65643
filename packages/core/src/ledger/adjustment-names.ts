/** The noun of corrections, which also names them in the queue of decisions and in the audit log. */
export const adjustmentNoun = 'core-adjustment'
/** Of their sealed reasons. */
export const reasonContext = 'core_ledger_adjustment.reason'
