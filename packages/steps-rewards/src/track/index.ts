export { type Anchor, advance, emptyTrack, type Report, type Track } from './advance.ts'
export { countSteps } from './count-steps.ts'
export { spotOf } from './geometry.ts'
export { isMachineSteady } from './steadiness.ts'
