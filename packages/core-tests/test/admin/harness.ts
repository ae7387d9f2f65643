import type { Role } from '@bazaar/core/users'
import type { PersonDriver } from '@bazaar/telegram-standin/driver'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { createShop, type ShopSpy } from './shop-feature.ts'

export const operatorId = 9_001

export interface AdminHarness {
  readonly platform: TestPlatform
  readonly spy: ShopSpy
  /** Owner by `ADMIN_IDS`. */
  readonly operator: PersonDriver
  /** Somebody who has started the bot, with these roles. */
  person(name: string, ...roles: readonly Role[]): Promise<PersonDriver>
  /** Takes a role away behind everybody's back. */
  strip(person: PersonDriver, role: Role): Promise<void>
  /** Tells a person something, unique by its entity. */
  news(to: PersonDriver, entity: string, topic?: 'shop-news' | 'shop-receipt'): Promise<void>
  audit(action: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** @param adminIds left empty, nobody is owner by configuration */
export async function startAdmin(adminIds = String(operatorId)): Promise<AdminHarness> {
  const spy: ShopSpy = { works: false, delivered: 0, broken: false }
  const platform = await startTestPlatform({ features: [createShop(spy)], env: { ADMIN_IDS: adminIds } })
  const { core } = platform.app
  const query = (sql: string, values: readonly unknown[]) => core.db.pool.query(sql, [...values])
  return {
    platform,
    spy,
    operator: await started(platform, 'Olga', operatorId),
    async person(name, ...roles) {
      const one = await started(platform, name)
      for (const role of roles)
        await query('INSERT INTO core_role_grant (user_id, role) VALUES ($1, $2)', [one.id, role])
      return one
    },
    async strip(person, role) {
      await query('DELETE FROM core_role_grant WHERE user_id = $1 AND role = $2', [person.id, role])
    },
    async news(to, entity, topic = 'shop-news') {
      const id = BigInt(to.id)
      await core.db.tx((tx) =>
        core.notifications.emit(tx, {
          topic,
          chatId: id,
          userId: id,
          entity,
          transition: 'told',
          content: { text: { key: 'shop-news', params: { name: entity } } },
        }),
      )
    },
    async audit(action) {
      const { rows } = await query('SELECT * FROM core_audit_entry WHERE action = $1 ORDER BY id', [action])
      return rows
    },
  }
}

async function started(platform: TestPlatform, name: string, id?: number): Promise<PersonDriver> {
  const one = platform.telegram.user(name, id === undefined ? {} : { id })
  await one.sends('/start')
  // Answers come in order: everything that /start says is there now, and no fault of a test hits it.
  await one.sends('/nonsense')
  await one.sees('I don’t know this command')
  return one
}

export const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.flat().map(({ text }) => text)
