import { ApiError, badRequest, forbidden, tooManyRequests } from './errors.ts'
import type { Fault } from './record-types.ts'

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
}

const kinds = new Set<string>(['429', '400', '403', '500', '502', 'slow', 'reset_before', 'reset_after'])

export const createFaults = (): Faults => {
  let armed: ArmedFault[] = []
  const fits = (entry: ArmedFault, method: string, chatId: number | null): boolean => {
    if (entry.method !== null && entry.method !== method.toLowerCase()) return false
    const wanted = entry.fault.chat_id ?? null
    return wanted === null || wanted === chatId
  }
  return {
    add: (fault) => {
      if (!kinds.has(fault.kind))
        throw new Error(`Unknown fault kind "${fault.kind}": use one of ${[...kinds].join(', ')}.`)
      const method = fault.method === undefined || fault.method === null || fault.method === '*' ? null : fault.method
      const left = fault.times === null ? Infinity : (fault.times ?? 1)
      armed.push({ fault, method: method?.toLowerCase() ?? null, left })
    },
    clear: () => {
      armed = []
    },
    list: () => armed.map((entry) => ({ ...entry.fault, times: Number.isFinite(entry.left) ? entry.left : null })),
    take: (method, chatId) => {
      if (armed.length === 0) return null
      const entry = armed.find((candidate) => fits(candidate, method, chatId))
      if (entry === undefined) return null
      entry.left -= 1
      if (entry.left <= 0) armed = armed.filter((other) => other !== entry)
      return entry.fault
    },
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
