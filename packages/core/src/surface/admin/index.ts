export { type AdminSurfaceDeps, adminSurface } from './admin-surface.ts'
