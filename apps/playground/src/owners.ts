import type { Pool } from 'pg'

/** The role table is the bot's; a person made here is an owner at once, without waiting for the next boot's ADMIN_IDS. */
export interface Owners {
  grant(userId: number): Promise<void>
  list(): Promise<ReadonlySet<number>>
}

export function createOwners(pool: Pool): Owners {
  return {
    async grant(userId) {
      await pool.query(`INSERT INTO core_role_grant (user_id, role) VALUES ($1, 'owner') ON CONFLICT DO NOTHING`, [
        userId,
      ])
    },
    async list() {
      const { rows } = await pool.query<{ user_id: string }>(
        `SELECT user_id::text FROM core_role_grant WHERE role = 'owner'`,
      )
      return new Set(rows.map((row) => Number(row.user_id)))
    },
  }
}
