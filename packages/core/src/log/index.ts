export { correlationId, newCorrelationId, withCorrelation } from './correlation.ts'
export { createLogger, type LogDestination, type LoggerOptions, type LogLevel, logLevels } from './logger.ts'
export { redact } from './redact.ts'
export type { Logger } from './types.ts'
