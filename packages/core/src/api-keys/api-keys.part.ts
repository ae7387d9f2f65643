import type { Core, Declarations, Part } from '../feature/index.ts'
import { declaredScopes } from './scopes.ts'
import { apiKeyScreens } from './screens.ts'
import type { ApiKeys } from './types.ts'

/** People's keys for the HTTP API: making, listing, revoking. */
export function apiKeysPart(core: Core, apiKeys: ApiKeys, declarations: Declarations): Part {
  const scopes = () => declaredScopes(declarations.on)
  const { command, callbacks } = apiKeyScreens({ ...core, apiKeys, scopes })
  return {
    // Asked when everything is built: where no feature has anything for a key, the command does not exist.
    get commands() {
      return scopes().length > 0 ? [command] : []
    },
    callbacks,
    retention: [
      {
        id: 'api-key',
        table: 'core_api_key',
        ageColumn: 'revoked_at',
        keepMs: 30 * 86_400_000,
        time: 'business',
        personal: true,
      },
    ],
    eraseUser: async (tx, userId) => void (await tx.apiKey.deleteMany({ where: { userId } })),
    async exportUser(userId) {
      const select = { hint: true, scopes: true, createdAt: true, lastUsedAt: true, revokedAt: true }
      return { api_keys: await core.db.prisma.apiKey.findMany({ where: { userId }, select, orderBy: { id: 'asc' } }) }
    },
  }
}
