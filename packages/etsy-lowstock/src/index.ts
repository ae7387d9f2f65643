export { etsyLowstock } from './feature.ts'
