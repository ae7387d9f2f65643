import type { Client } from 'pg'
import type { Logger } from '../log/index.ts'
import { openSession } from './session.ts'

/** One LISTEN connection for a whole process. */
export interface Listener {
  /**
   * Calls `onNotify` with the payload of every NOTIFY on `channel`. After a lost connection came back it is called once
   * with an empty payload, because notifications may have been missed: treat it as "look again".
   * Returns the unsubscribe function.
   */
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

export interface ListenerOptions {
  readonly url: string
  readonly log: Logger
  /** How often the connection is probed, so that a half-open one is noticed. Milliseconds, 30 000 unless told. */
  readonly probeMs?: number
}

const firstDelayMs = 100
const maxDelayMs = 5_000

/**
 * Opens the LISTEN connection that the clock, the scheduler and the outbox share. It reconnects for ever in the
 * background (100 ms doubling to 5 s); the first connection must succeed, else the promise rejects.
 */
export async function createListener(options: ListenerOptions): Promise<Listener> {
  const listener = new SharedListener(options)
  await listener.connect()
  return listener
}

class SharedListener implements Listener {
  private readonly options: ListenerOptions
  private readonly callbacks = new Map<string, Set<(payload: string) => void>>()
  private client: Client | undefined
  private timer: NodeJS.Timeout | undefined
  private probe: NodeJS.Timeout | undefined
  private closed = false
  private delayMs = firstDelayMs

  constructor(options: ListenerOptions) {
    this.options = options
  }

  async connect(): Promise<void> {
    const client = await openSession({
      url: this.options.url,
      applicationName: 'bazaar-listener',
      patienceMs: 5_000,
      onLost: (lost) => this.lost(lost),
    })
    client.on('notification', ({ channel, payload }) => this.tell(channel, payload ?? ''))
    this.client = client
    try {
      for (const channel of this.callbacks.keys()) await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
    } catch (error) {
      this.client = undefined
      await client.end().catch(() => undefined)
      throw error
    }
    // close() or an error may have come while we were connecting.
    if (this.closed || this.client !== client) return void (await client.end().catch(() => undefined))
    this.delayMs = firstDelayMs
    this.probe = setInterval(() => this.check(client), this.options.probeMs ?? 30_000)
  }

  async listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>> {
    const known = this.callbacks.get(channel)
    if (known) known.add(onNotify)
    else {
      this.callbacks.set(channel, new Set([onNotify]))
      await this.run('LISTEN', channel)
    }
    return async () => {
      const set = this.callbacks.get(channel)
      if (!set?.delete(onNotify) || set.size > 0) return
      this.callbacks.delete(channel)
      await this.run('UNLISTEN', channel)
    }
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.timer)
    clearInterval(this.probe)
    const client = this.client
    this.client = undefined
    await client?.end().catch(() => undefined)
  }

  /** A failure here is a lost connection: the reconnect listens to every channel again. */
  private async run(verb: 'LISTEN' | 'UNLISTEN', channel: string): Promise<void> {
    const client = this.client
    if (!client) return
    await client.query(`${verb} ${client.escapeIdentifier(channel)}`).catch(() => this.lost(client))
  }

  private check(client: Client): void {
    client.query('SELECT 1').catch(() => this.lost(client))
  }

  private tell(channel: string, payload: string): void {
    for (const callback of this.callbacks.get(channel) ?? []) callback(payload)
  }

  private lost(client: Client): void {
    if (this.client !== client) return
    this.client = undefined
    clearInterval(this.probe)
    client.end().catch(() => undefined)
    if (!this.closed) this.reconnectLater()
  }

  private reconnectLater(): void {
    this.options.log.warn(
      { retryInMs: this.delayMs },
      'The LISTEN connection is lost; work is found by polling until it is back',
    )
    // A connection that is lost while it is set up is reported twice.
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      this.connect().then(
        () => {
          for (const channel of this.callbacks.keys()) this.tell(channel, '')
        },
        () => {
          if (!this.closed) this.reconnectLater()
        },
      )
    }, this.delayMs)
    this.delayMs = Math.min(this.delayMs * 2, maxDelayMs)
  }
}
