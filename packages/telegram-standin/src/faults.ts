import { ApiError, badRequest, forbidden, tooManyRequests } from './errors.ts'
import type { Fault, Refusable } from './record-types.ts'

interface ArmedFault {
  readonly fault: Fault
  readonly method: string | null
  left: number
}

export interface Faults {
  add(fault: Fault): void
  clear(): void
  list(): readonly Fault[]
  /** Takes the next fault that fits this call, counting it down. */
  take(method: string, chatId: number | null): Fault | null
  /** Whether a `refuses` fault of this kind fits the call; counts it down. */
  refuses(what: Refusable, method: string, chatId: number | null): boolean
}

const kinds = new Set<string>(['429', '400', '403', '500', '502', 'slow', 'reset_before', 'reset_after', 'refuses'])
const refusable: Readonly<Record<Refusable, true>> = {
  style: true,
  copy_text: true,
  disabled: true,
  date_time: true,
  expandable_blockquote: true,
  effect: true,
  text_to_media: true,
}

const check = ({ kind, what }: Fault): void => {
  if (!kinds.has(kind)) throw new Error(`Unknown fault kind "${kind}": use one of ${[...kinds].join(', ')}.`)
  if (kind === 'refuses' && (what === undefined || !Object.hasOwn(refusable, what))) {
    throw new Error(`A fault "refuses" says \`what\`: one of ${Object.keys(refusable).join(', ')}.`)
  }
}

export const createFaults = (): Faults => {
  let armed: ArmedFault[] = []
  const fits = (entry: ArmedFault, method: string, chatId: number | null): boolean => {
    if (entry.method !== null && entry.method !== method.toLowerCase()) return false
    const wanted = entry.fault.chat_id ?? null
    return wanted === null || wanted === chatId
  }
  const hit = (entry: ArmedFault | undefined): Fault | null => {
    if (entry === undefined) return null
    entry.left -= 1
    if (entry.left <= 0) armed = armed.filter((other) => other !== entry)
    return entry.fault
  }
  return {
    add: (fault) => {
      check(fault)
      const method = fault.method === undefined || fault.method === null || fault.method === '*' ? null : fault.method
      const usual = fault.kind === 'refuses' ? null : 1
      const left = (fault.times === undefined ? usual : fault.times) ?? Infinity
      armed.push({ fault, method: method?.toLowerCase() ?? null, left })
    },
    clear: () => {
      armed = []
    },
    list: () => armed.map((entry) => ({ ...entry.fault, times: Number.isFinite(entry.left) ? entry.left : null })),
    take: (method, chatId) => hit(armed.find((entry) => entry.fault.kind !== 'refuses' && fits(entry, method, chatId))),
    refuses: (what, method, chatId) =>
      hit(
        armed.find(
          (entry) => entry.fault.what === what && entry.fault.kind === 'refuses' && fits(entry, method, chatId),
        ),
      ) !== null,
  }
}

/** The error that a fault answers with; null for the kinds that play with time or with the connection. */
export const faultError = (fault: Fault): ApiError | null => {
  switch (fault.kind) {
    case '429':
      return tooManyRequests(fault.retry_after ?? 1)
    case '400':
      return badRequest(fault.description ?? 'chat not found')
    case '403':
      return forbidden(fault.description ?? 'bot was blocked by the user')
    case '500':
      return new ApiError(500, fault.description ?? 'Internal Server Error')
    default:
      return null
  }
}

/** What a gateway in front of Telegram answers: HTML, no JSON. */
export const badGatewayPage =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n'
