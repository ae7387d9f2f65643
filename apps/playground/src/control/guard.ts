import { ControlError } from './errors.ts'

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

function hostName(authority: string): string | undefined {
  try {
    return new URL(`http://${authority}`).hostname
  } catch {
    return undefined
  }
}

/**
 * Refuses what a web page of somebody else could send to this machine: a foreign name that resolves to loopback (Host),
 * and calls from another site or another local program's page (Origin).
 */
export function checkCaller(headers: {
  readonly host?: string | undefined
  readonly origin?: string | undefined
}): void {
  const host = hostName(headers.host ?? '')
  if (host === undefined || !loopback.has(host)) {
    throw new ControlError(
      403,
      'foreign-host',
      `Host "${headers.host ?? ''}" is not this machine: use localhost or 127.0.0.1.`,
    )
  }
  if (headers.origin === undefined) return
  const origin = URL.canParse(headers.origin) ? new URL(headers.origin) : undefined
  const port = new URL(`http://${headers.host}`).port
  if (origin?.protocol !== 'http:' || !loopback.has(origin.hostname) || origin.port !== port) {
    throw new ControlError(403, 'foreign-origin', `Origin "${headers.origin}" may not drive the playground.`)
  }
}
