export { sampleWidget } from './feature.ts'
