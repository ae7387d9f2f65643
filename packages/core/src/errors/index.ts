export { AppError } from './app-error.ts'
export { causeOf } from './cause-of.ts'
