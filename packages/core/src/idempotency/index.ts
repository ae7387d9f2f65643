export { createIdempotency } from './idempotency.ts'
