import { etsyLowstock } from '../../src/index.ts'

/** For processes of their own. */
export const features = [etsyLowstock] as const
