export { type BuiltSystem, checkBuilt } from './check-built.ts'
export { checkDeclarations } from './check-declarations.ts'
export type { Core } from './core.ts'
export { defineFeature } from './define.ts'
export type {
  BuiltFeature,
  CancellableKind,
  CliVerb,
  Feature,
  FeatureSpec,
  HealthLine,
  ResumableKind,
} from './types.ts'
