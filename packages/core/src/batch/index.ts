export { createBatcher } from './batch.ts'
