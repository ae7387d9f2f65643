export { createForms, type Forms } from './forms.ts'
