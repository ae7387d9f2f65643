export { checkLedgers, indexLedgers, ledgersOf } from './declared.ts'
export { createLedger } from './ledger.ts'
export { createNightWatch, type NightWatch } from './night-watch.ts'
export type * from './types.ts'
