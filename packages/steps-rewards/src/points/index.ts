export { type Company, companies, kindOf, type WalkKind } from './kinds.ts'
export { pointsFor } from './points-for.ts'
export { readRules, readRulesOf } from './rules.repository.ts'
export { isUnsafe } from './temperature.ts'
