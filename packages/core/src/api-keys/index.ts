export { createApiKeys } from './api-keys.ts'
export { checkScopes } from './scopes.ts'
export type { ApiKey, ApiKeys } from './types.ts'
