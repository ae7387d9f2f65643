export { showSettings } from './settings.ts'
