export { stepsRewards } from './feature.ts'
