import type { Role } from '../users/index.ts'

/**
 * Who sees which part of the administration. Owners see all of it; health lines are for everybody with a role, and the queue of
 * decisions for those who decide (`Approvals.decides`).
 * `details` is what support needs to help a person: language, source, first seen, what the features say.
 */
const seenBy = {
  messages: ['support'],
  jobs: ['owner'],
  incidents: ['support', 'finance'],
  people: ['support', 'moderator'],
  details: ['support'],
  roles: ['owner'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type Section = keyof typeof seenBy

/** The roles that see a section; owners do without being named. */
export function rolesFor(section: Section): readonly Role[] {
  return seenBy[section]
}

/** Whether somebody with these roles may see a section and use its buttons. */
export function sees(roles: readonly Role[], section: Section): boolean {
  return roles.some((role) => role === 'owner' || rolesFor(section).includes(role))
}
