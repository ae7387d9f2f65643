export type { Core } from './core.ts'
export { defineFeature } from './define.ts'
export type { BuiltFeature, CancellableKind, CliVerb, Feature, FeatureSpec } from './types.ts'
