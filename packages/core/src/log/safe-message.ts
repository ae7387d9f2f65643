import { OwnError } from '../errors/index.ts'

/** A class that says nothing, or something else, about itself goes by its constructor's name. */
export function nameOf(error: Error): string {
  const { name } = error
  return /^[A-Za-z]\w{0,60}$/.test(name) && name !== 'Error' ? name : (error.constructor?.name ?? 'Error')
}

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What Telegram says about a request may quote its texts; only what surrounds the quotes stays. */
export function withoutQuotes(text: string): string {
  return text.replaceAll(/".*"/gs, '"…"').slice(0, 200)
}

/** Errors of the platform whose messages never hold a value. */
const wordless = new Set(['AbortError', 'AggregateError', 'TimeoutError'])

/** What the engine and fetch say without quoting a value. */
const engineWords = [
  /^Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '[A-Za-z_$][\w$]{0,40}'\)$/,
  /^[A-Za-z_$][\w$.]{0,80}(?:\(\.\.\.\))? is not (?:a function|a constructor|defined)$/,
  /^Cannot access '[A-Za-z_$][\w$]{0,40}' before initialization$/,
  /^(?:Maximum call stack size exceeded|Invalid (?:array length|string length|time value|URL)|fetch failed|terminated)$/,
]

/**
 * Classes of SQLSTATE whose messages name tables, columns, constraints and states, but no values: connection, constraint, transaction, access,
 * syntax, resources, operator. Class 22 (data) quotes what did not fit.
 */
const namingStates = /^(?:08|23|25|26|28|3D|40|42|53|55|57|58)/

/** What a call of the system was about, from its fields: operators need the address, and it is never a person's. */
function systemWords(error: Error): string | undefined {
  const [syscall, code] = [textOf(fieldOf(error, 'syscall')), textOf(fieldOf(error, 'code'))]
  if (!/^\w{2,30}$/.test(syscall) || !/^[A-Z0-9_]{2,40}$/.test(code)) return undefined
  const host = textOf(fieldOf(error, 'address')) || textOf(fieldOf(error, 'hostname'))
  const port = fieldOf(error, 'port')
  const where = `${/^[\w.:-]{1,253}$/.test(host) ? ` ${host}` : ''}${typeof port === 'number' ? `:${port}` : ''}`
  return `${syscall} ${code}${where}`
}

const isEngine = (error: Error): boolean =>
  [TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError].some((known) => error instanceof known)

/** What is wrong with which fields, without the words of the values. Keys of records may be people's, names in code begin in lower case. */
function issuesOf(issues: readonly unknown[]): string {
  const place = (path: unknown): string =>
    (Array.isArray(path) ? path : [])
      .map((part) => (typeof part === 'number' || /^[a-z][A-Za-z0-9_]{0,40}$/.test(String(part)) ? String(part) : '…'))
      .join('.')
  return issues
    .slice(0, 10)
    .map((issue) => `${place(fieldOf(issue, 'path')) || 'value'}: ${textOf(fieldOf(issue, 'code'))}`)
    .join('; ')
}

/** What may be said, by whoever made the error. `undefined`: nothing. */
function wordsOf(error: Error): string | undefined {
  const { message } = error
  if (error instanceof OwnError || Object.getPrototypeOf(error) === Error.prototype) return message
  const words = systemWords(error)
  if (words !== undefined) return words
  const name = nameOf(error)
  // Each address of a host was tried, and all for the same reason.
  if (error instanceof AggregateError && error.message === '' && error.errors.length > 0)
    return safeMessage(error.errors[0])
  if (wordless.has(name)) return message
  if (isEngine(error)) return engineWords.some((known) => known.test(message)) ? message : undefined
  const issues = fieldOf(error, 'issues')
  if (Array.isArray(issues)) return issuesOf(issues)
  const method = textOf(fieldOf(error, 'method'))
  if (name === 'GrammyError')
    return `${method} failed with ${String(fieldOf(error, 'error_code'))}: ${withoutQuotes(textOf(fieldOf(error, 'description')))}`
  // grammY's words for a call that did not get through: the method's name is all that they hold.
  if (name === 'HttpError' && /^Network request for '\w+' failed!/.test(message)) return /^.*?!/.exec(message)?.[0]
  if (name === 'ReplyError') return /^[A-Z]{2,20}(?= )/.exec(message)?.[0]
  const state = textOf(fieldOf(error, 'code'))
  return fieldOf(error, 'severity') !== undefined && namingStates.test(state) ? message : undefined
}

/**
 * What of an error's message may be logged, stored and shown to owners. Of libraries' errors only what is known to hold no texts, names or codes
 * of people; else that it was left out. Masks no tokens: `redact` does.
 */
export function safeMessage(error: unknown): string {
  if (!(error instanceof Error)) return `(a thrown ${typeof error})`
  const code = fieldOf(error, 'code')
  const coded = typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? ` ${code}` : ''
  return wordsOf(error) ?? `(${nameOf(error)}${coded}: its message is left out)`
}
