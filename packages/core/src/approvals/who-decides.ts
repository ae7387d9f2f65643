import type { Role } from '../users/index.ts'
import type { DecidableNoun } from './types.ts'

/** Whether somebody with these roles decides about things of a kind. */
export const decides = (roles: readonly Role[], { decide }: DecidableNoun): boolean =>
  roles.includes('owner') || roles.includes(decide.by)

/** Everybody who has something to decide; moderators also when there is nothing yet. */
export const decidingRoles = (nouns: readonly DecidableNoun[]): readonly Role[] => [
  ...new Set<Role>(['moderator', ...nouns.map(({ decide }) => decide.by)]),
]
