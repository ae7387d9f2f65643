const dim = '\u001b[2m'
const reset = '\u001b[0m'
const colours = new Map([
  ['debug', '\u001b[90m'],
  ['info', '\u001b[32m'],
  ['warn', '\u001b[33m'],
  ['error', '\u001b[31m'],
])

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}

function describe(key: string, value: unknown): string {
  const error = key === 'error' || key === 'err' ? asRecord(value) : undefined
  if (error !== undefined) return typeof error.stack === 'string' ? `\n${error.stack}` : String(error.message)
  return `${key}=${typeof value === 'string' && !value.includes(' ') ? value : JSON.stringify(value)}`
}

/** One JSON log line as one readable line: time, level, message, `key=value` pairs; an error's stack follows below. */
export function prettyLine(json: string, colour: boolean): string {
  const { level, time, msg, correlationId, ...fields } = asRecord(JSON.parse(json)) ?? {}
  const paint = (start: string, text: string): string => (colour ? `${start}${text}${reset}` : text)
  const name = String(level)
  const parts = [
    paint(dim, String(time).slice(11, 23)),
    paint(colours.get(name) ?? '', name.toUpperCase().padEnd(5)),
    String(msg),
    ...Object.entries(fields).map(([key, value]) => paint(dim, describe(key, value))),
  ]
  if (typeof correlationId === 'string') parts.push(paint(dim, `#${correlationId}`))
  return `${parts.join(' ')}\n`
}
