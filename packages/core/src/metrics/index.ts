export { createMetrics } from './metrics.ts'
export { createPlatformMetrics, type PlatformMetrics } from './platform-metrics.ts'
export type { Counter, Histogram, Metrics } from './types.ts'
