export { checkData } from './check-data.ts'
export { requireKnownKeys } from './known-keys.ts'
export { personalStores } from './personal-stores.ts'
export { createPrivacy, type Privacy } from './privacy.ts'
export { createPseudonym } from './pseudonym.ts'
export type {
  EraseBlocker,
  ExportFile,
  KeyIdColumn,
  OwnedData,
  PersonalData,
  RetentionRule,
  SealedColumn,
} from './types.ts'
