export { readHealth, statusLine } from './summary.ts'
export { createSurface } from './surface.ts'
