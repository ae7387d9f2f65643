import pg from 'pg'
import type { Logger } from '../log/index.ts'

/**
 * Leadership for one thing that only one process may do, e.g. polling: a session lock on a connection of its own, so that it ends with the
 * process, however that ends. `onWon` is called when it is ours, `onLost` when the connection broke.
 */
export function contend(options: {
  readonly url: string
  /** Any text; its hash is the lock's key. */
  readonly name: string
  readonly log: Logger
  onWon(): Promise<void>
  onLost(): void
  readonly retryMs?: number
}): { stop(): Promise<void> } {
  const { url, name, log, retryMs = 1_000 } = options
  let client: pg.Client | undefined
  let leading = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  async function attempt(): Promise<void> {
    try {
      client ??= await open()
      if (stopped) return drop()
      const { rows } = await client.query<{ won: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS won',
        [name],
      )
      if (stopped) return
      if (rows[0]?.won) {
        leading = true
        await options.onWon()
        return
      }
    } catch (error) {
      log.warn({ error, lease: name }, 'the lease cannot be asked for')
      drop()
    }
    if (!stopped) timer = setTimeout(() => void attempt(), retryMs)
  }

  async function open(): Promise<pg.Client> {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: `bazaar-lease-${name}`.slice(0, 63),
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    fresh.on('error', () => fresh === client && lost())
    fresh.on('end', () => fresh === client && lost())
    await fresh.connect()
    return fresh
  }

  function drop(): void {
    const old = client
    client = undefined
    old?.end().catch(() => undefined)
  }

  function lost(): void {
    drop()
    if (!leading || stopped) return
    leading = false
    log.warn({ lease: name }, 'the lease is lost with its connection')
    options.onLost()
    timer = setTimeout(() => void attempt(), retryMs)
  }

  void attempt()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      const old = client
      client = undefined
      await old?.end().catch(() => undefined)
    },
  }
}
