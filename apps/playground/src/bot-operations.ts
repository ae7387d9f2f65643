import { randomBytes } from 'node:crypto'

/** What the bot tells its operator. */
export interface BotOperations {
  /** `OPERATIONS_TOKEN` of every bot that this playground starts. */
  readonly token: string
  /** @throws while no bot answers */
  ask(route: '/health' | '/metrics' | '/openapi.json'): Promise<Response>
}

export function createBotOperations(botPort: number): BotOperations {
  const token = randomBytes(24).toString('base64url')
  return {
    token,
    ask: (route) =>
      fetch(`http://127.0.0.1:${botPort}${route}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(1_000),
      }),
  }
}
