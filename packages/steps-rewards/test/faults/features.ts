import { stepsRewards } from '../../src/index.ts'

/** For processes of their own. */
export const features = [stepsRewards] as const
