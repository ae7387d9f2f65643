export { AppError } from './app-error.ts'
export { causeOf, innerOf } from './cause-of.ts'
export { OwnError } from './own-error.ts'
