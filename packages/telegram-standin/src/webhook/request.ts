import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

export interface HookAnswer {
  readonly status: number
  readonly reason: string
  readonly retryAfterSeconds: number | null
  readonly contentType: string
  readonly body: Buffer
}

export interface HookClient {
  post(body: string): Promise<HookAnswer>
  close(): void
}

const timeoutMs = 60_000

/** Posts updates to one webhook over kept-alive connections, at most `maxConnections` of them. */
export const createHookClient = (target: URL, secret: string, maxConnections: number): HookClient => {
  const secure = target.protocol === 'https:'
  const agent = secure
    ? new HttpsAgent({ keepAlive: true, maxSockets: maxConnections })
    : new HttpAgent({ keepAlive: true, maxSockets: maxConnections })
  const send = secure ? httpsRequest : httpRequest
  const post = (body: string): Promise<HookAnswer> =>
    new Promise((resolve, reject) => {
      const headers: Record<string, string | number> = {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      }
      if (secret !== '') headers['X-Telegram-Bot-Api-Secret-Token'] = secret
      const request = send(target, { method: 'POST', agent, headers, timeout: timeoutMs }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const wait = Number(response.headers['retry-after'] ?? Number.NaN)
          resolve({
            status: response.statusCode ?? 0,
            reason: response.statusMessage ?? '',
            retryAfterSeconds: Number.isFinite(wait) ? wait : null,
            contentType: response.headers['content-type'] ?? '',
            body: Buffer.concat(chunks),
          })
        })
      })
      request.on('timeout', () => request.destroy(new Error('Read timeout expired')))
      request.on('error', reject)
      request.end(body)
    })
  return { post, close: () => agent.destroy() }
}
