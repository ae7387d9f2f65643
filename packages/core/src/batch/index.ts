export { createBatcher } from './batch.ts'
export { createPatientBatcher } from './patient-batcher.ts'
