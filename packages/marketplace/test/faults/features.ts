import { marketplace } from '../../src/index.ts'

/** For processes of their own. */
export const features = [marketplace] as const
