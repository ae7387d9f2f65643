export { checkLedgers, indexLedgers, ledgersOf } from './declared.ts'
export { createLedger } from './ledger.ts'
export type * from './types.ts'
