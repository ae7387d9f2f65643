/**
 * Structured log. Fields carry ids and codes, never texts, tokens or phone numbers. What was thrown stands under `error`: of libraries' errors only
 * known fields are written.
 */
export interface Logger {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  child(fields: object): Logger
}
