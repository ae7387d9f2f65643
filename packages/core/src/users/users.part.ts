import type { Core, Part } from '../feature/index.ts'
import { type MembershipDeps, membershipHandlers } from './membership.ts'
import { eraseUser, exportUser } from './personal-data.ts'

/** Who people are, their roles, and what admins did. Erased last: the account is what an erasure is asked of. */
export function usersPart({ db, users }: Core, others: Omit<MembershipDeps, 'db' | 'users'>): Part {
  return {
    handlers: membershipHandlers({ db, users, ...others }),
    eraseUser,
    exportUser: (userId) => exportUser(db, userId),
  }
}
