export { toJsonText } from './to-json-text.ts'
