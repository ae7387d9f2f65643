export { importUsers } from './import.service.ts'
export { parseTrackedUsers, type TrackedUser } from './tracked-users.ts'
