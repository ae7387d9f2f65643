import { type Db, queryIn, type Tx } from '../db/index.ts'
import { defaultReader, type PersonRow, rolesColumn, toPerson } from './person.ts'
import type { Person, Reachability, Role, Users } from './types.ts'

/** What happens beside the row when somebody comes or goes: features pause and wake their own things. */
export interface ReachabilityHooks {
  reachable(tx: Tx, userId: bigint): Promise<void>
  unreachable(tx: Tx, userId: bigint): Promise<void>
}

const select = `SELECT u.id, u.first_name, u.username, u.language_code, u.locale, u.time_zone, u.reachability, ${rolesColumn('u.id')} FROM core_user u`

export function createUsers(db: Db, owners: ReadonlySet<bigint>, hooks: ReachabilityHooks): Users {
  async function find(id: bigint, within?: Tx): Promise<Person | undefined> {
    if (within) return findWithin(within, id)
    const { rows } = await db.pool.query<PersonRow>({
      name: 'core-user-find',
      text: `${select} WHERE u.id = $1`,
      values: [String(id)],
    })
    return rows[0] && toPerson(rows[0], owners)
  }

  async function findWithin(tx: Tx, id: bigint): Promise<Person | undefined> {
    const [row] = await queryIn<PersonRow>(tx, `${select} WHERE u.id = $1::bigint`, [String(id)])
    return row && toPerson(row, owners)
  }

  async function setReachability(tx: Tx, id: bigint, reachability: Reachability): Promise<void> {
    // The condition makes it idempotent: hooks run only for the call that changed something.
    const changed = await tx.user.updateMany({
      where: { id, reachability: { not: reachability } },
      data: { reachability },
    })
    if (changed.count === 0) return
    if (reachability === 'reachable') await hooks.reachable(tx, id)
    else await hooks.unreachable(tx, id)
  }

  async function listReachable(role: Role): Promise<readonly Person[]> {
    const { rows } = await db.pool.query<PersonRow>(
      `${select} WHERE u.reachability = 'reachable'
         AND (u.id = ANY($1) OR EXISTS (SELECT 1 FROM core_role_grant g WHERE g.user_id = u.id AND g.role IN ('owner', $2))) ORDER BY u.id`,
      [[...owners].map(String), role],
    )
    return rows.map((row) => toPerson(row, owners))
  }

  return {
    find,
    setReachability,
    async reader(chatId) {
      // Group ids are negative: they have no person behind them.
      const person = chatId > 0n ? await find(chatId) : undefined
      return person ?? defaultReader
    },
    async setLocale(tx, id, locale) {
      await tx.user.update({ where: { id }, data: { locale } })
    },
    async setTimeZone(tx, id, timeZone) {
      await tx.user.update({ where: { id }, data: { timeZone, isZoneFixed: true } })
    },
    async followPlace(tx, id, timeZone) {
      const { count } = await tx.user.updateMany({
        where: { id, isZoneFixed: false, OR: [{ timeZone: null }, { timeZone: { not: timeZone } }] },
        data: { timeZone },
      })
      return count > 0
    },
    listReachable,
    listAdmins: () => listReachable('owner'),
    async listWithRoles(limit) {
      const { rows } = await db.pool.query<PersonRow>(
        `${select} WHERE u.id = ANY($1) OR EXISTS (SELECT 1 FROM core_role_grant g WHERE g.user_id = u.id) ORDER BY u.id LIMIT $2`,
        [[...owners].map(String), limit],
      )
      return rows.map((row) => toPerson(row, owners))
    },
    async grant(tx, id, role, grantedBy) {
      const added = await tx.roleGrant.createMany({
        data: [{ userId: id, role, grantedBy: grantedBy ?? null }],
        skipDuplicates: true,
      })
      return added.count > 0
    },
    async revoke(tx, id, role) {
      return (await tx.roleGrant.deleteMany({ where: { userId: id, role } })).count > 0
    },
  }
}
