export { createMetrics } from './metrics.ts'
export { createPlatformMetrics, type PlatformMetrics } from './platform-metrics.ts'
export type { Counter, Gauge, Histogram, Metrics } from './types.ts'
