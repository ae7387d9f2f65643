import type { Client } from 'pg'
import { openSession } from '../db/index.ts'
import type { Logger } from '../log/index.ts'

/** The server gives the lock of a holder that it cannot reach to the next one, 10 s later: after the holder has noticed, which takes 6. */
const serverKeepAlive = {
  tcp_keepalives_idle: 5,
  tcp_keepalives_interval: 2,
  tcp_keepalives_count: 3,
  tcp_user_timeout: 10_000,
}

/**
 * Leadership for one thing that only one process may do, e.g. polling: a session lock on a connection of its own, so that it ends with the
 * process, however that ends. `onWon` is called when it is ours, `onLost` when the connection broke or fell silent.
 */
export function electLeader(options: {
  readonly url: string
  /** Any text; its hash is the lock's key. */
  readonly name: string
  readonly log: Logger
  onWon(): Promise<void>
  onLost(): void
  /** How often it is asked for and, once it is ours, whether it still is. */
  readonly retryMs?: number
  /** How long an answer may take before the connection counts as lost. */
  readonly patienceMs?: number
}): { stop(): Promise<void> } {
  const { url, name, log, retryMs = 1_000, patienceMs = 5_000 } = options
  let client: Client | undefined
  let leading = false
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  async function attempt(): Promise<void> {
    try {
      client ??= await open()
      if (stopped) return drop()
      const mine = client
      const { rows } = await mine.query<{ won: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS won',
        [name],
      )
      if (stopped) return
      if (rows[0]?.won) {
        leading = true
        void watch(mine)
        await options.onWon()
        return
      }
    } catch (error) {
      log.warn({ error, lease: name }, 'the lease cannot be asked for')
      drop()
    }
    if (!stopped) timer = setTimeout(() => void attempt(), retryMs)
  }

  const open = (): Promise<Client> =>
    openSession({
      url,
      applicationName: `bazaar-lease-${name}`.slice(0, 63),
      settings: serverKeepAlive,
      patienceMs,
      onLost: (broken) => broken === client && lost(),
    })

  /** A network that swallows packets breaks no connection: what is not answered in time is lost. */
  async function watch(mine: Client): Promise<void> {
    if (stopped || mine !== client) return
    try {
      await mine.query('SELECT 1')
      timer = setTimeout(() => void watch(mine), retryMs)
    } catch {
      if (mine === client) lost()
    }
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
