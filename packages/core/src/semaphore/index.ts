export { createSemaphore, type Semaphore, type SemaphoreOptions } from './semaphore.ts'
