export type { Audit, AuditRecord, Person, Reachability, Role, Users } from './types.ts'
export { roles } from './types.ts'
