export { createAdminAction } from './admin-action.ts'
export { createAudit } from './audit.ts'
export { defaultReader, type PersonRow, rolesColumn, toPerson } from './person.ts'
export type {
  Acting,
  ActionResult,
  AdminAction,
  Audit,
  AuditedTx,
  AuditRecord,
  Person,
  Reachability,
  Role,
  Users,
} from './types.ts'
export { roles } from './types.ts'
export { createUsers } from './users.ts'
