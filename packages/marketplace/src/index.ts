export { marketplace } from './feature.ts'
