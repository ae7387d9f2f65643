export { requestsButton } from './desk.ts'
export { openSupport } from './request.form.ts'
export { createSupport } from './support.ts'
export type { Support } from './types.ts'
