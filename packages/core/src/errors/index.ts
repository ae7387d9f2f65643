export { AppError } from './app-error.ts'
export { causeOf } from './cause-of.ts'
export { OwnError } from './own-error.ts'
