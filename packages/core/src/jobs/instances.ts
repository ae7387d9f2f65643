import type { Db } from '../db/index.ts'
import type { Logger } from '../log/index.ts'

export interface InstancesOptions {
  readonly db: Pick<Db, 'pool'>
  /** Unique per process start and without colons, e.g. a UUID. */
  readonly id: string
  /** all | web | worker */
  readonly role: string
  readonly log: Logger
  /** Milliseconds between heartbeats, 5 000 unless told. */
  readonly beatMs?: number
  /** Silence after which a process counts as dead, 20 000 ms unless told. */
  readonly deadAfterMs?: number
}

/** Which processes live: one row in `core_instance` each, refreshed by machine time. */
export interface Instances {
  readonly id: string
  readonly deadAfterMs: number
  /** Registers this process and starts its heartbeat; nothing happens when it runs already. */
  start(): Promise<void>
  /** Takes this process off the list. Call it last: what it still leases may be taken over from now on. */
  stop(): Promise<void>
  live(): Promise<readonly { readonly id: string; readonly role: string; readonly heartbeatAt: Date }[]>
  /** Called with the id of a dead process, at least once on at least one living one: give its leases back here. */
  onDead(callback: (id: string) => Promise<void>): void
  /** Called after each look for dead processes. */
  onSweep(callback: () => Promise<void>): void
  /** Called when others declared this process dead (it stalled): what it leased is no longer its own. */
  onLost(callback: () => void): void
}

/** Creates the heartbeat of this process and the sweeper for those that died. Nothing happens before `start()`. */
export function createInstances(options: InstancesOptions): Instances {
  if (options.id.includes(':')) throw new Error(`The instance id "${options.id}" must not contain a colon.`)
  return new InstanceList(options)
}

class InstanceList implements Instances {
  readonly id: string
  readonly deadAfterMs: number
  private readonly beatMs: number
  private readonly dead: ((id: string) => Promise<void>)[] = []
  private readonly options: InstancesOptions
  private readonly swept: (() => Promise<void>)[] = []
  private readonly lost: (() => void)[] = []
  private timer: NodeJS.Timeout | undefined
  private beating: Promise<void> | undefined
  private running = false
  private lastBeatAt = 0
  private sweepFrom = 0

  constructor(options: InstancesOptions) {
    this.options = options
    this.id = options.id
    this.beatMs = options.beatMs ?? 5_000
    this.deadAfterMs = options.deadAfterMs ?? 20_000
  }

  async start(): Promise<void> {
    if (this.running) return
    this.running = true
    await this.register()
    this.lastBeatAt = performance.now()
    this.sweepFrom = 0
    this.beatLater()
  }

  async stop(): Promise<void> {
    this.running = false
    clearTimeout(this.timer)
    await this.beating
    await this.options.db.pool.query('DELETE FROM core_instance WHERE id = $1', [this.id])
  }

  async live() {
    const found = await this.options.db.pool.query<{ id: string; role: string; heartbeatAt: Date }>(
      `SELECT id, role, heartbeat_at AS "heartbeatAt" FROM core_instance
       WHERE heartbeat_at > clock_timestamp() - $1 * interval '1 millisecond' ORDER BY started_at, id`,
      [this.deadAfterMs],
    )
    return found.rows
  }

  onDead(callback: (id: string) => Promise<void>): void {
    this.dead.push(callback)
  }

  onSweep(callback: () => Promise<void>): void {
    this.swept.push(callback)
  }

  onLost(callback: () => void): void {
    this.lost.push(callback)
  }

  private beatLater(): void {
    if (!this.running) return
    this.timer = setTimeout(() => {
      this.beating = this.beat().then(
        () => this.beatLater(),
        (error: unknown) => {
          this.options.log.warn({ error }, 'The heartbeat could not be written; others may take this process for dead')
          this.beatLater()
        },
      )
    }, this.beatMs)
  }

  private async register(): Promise<void> {
    await this.options.db.pool.query(
      `INSERT INTO core_instance (id, role, started_at, heartbeat_at) VALUES ($1, $2, clock_timestamp(), clock_timestamp())
       ON CONFLICT (id) DO UPDATE SET heartbeat_at = excluded.heartbeat_at`,
      [this.id, this.options.role],
    )
  }

  private async beat(): Promise<void> {
    const updated = await this.options.db.pool.query(
      'UPDATE core_instance SET heartbeat_at = clock_timestamp() WHERE id = $1',
      [this.id],
    )
    const now = performance.now()
    // After a stall or a database outage everybody looks dead: let the others beat first.
    if (now - this.lastBeatAt > this.deadAfterMs / 2) this.sweepFrom = now + this.deadAfterMs
    this.lastBeatAt = now
    if (updated.rowCount === 0) {
      this.options.log.warn({}, 'Others took this process for dead; its running jobs are given up')
      for (const callback of this.lost) callback()
      await this.register()
    }
    if (now >= this.sweepFrom) await this.sweep()
  }

  private async sweep(): Promise<void> {
    const found = await this.options.db.pool.query<{ id: string }>(
      `SELECT id FROM core_instance WHERE heartbeat_at < clock_timestamp() - $1 * interval '1 millisecond'`,
      [this.deadAfterMs],
    )
    for (const { id } of found.rows) {
      this.options.log.warn({ instance: id }, 'A process died; its work is taken over')
      for (const callback of this.dead) await callback(id)
      // Last, so that a failing callback is called again at the next look.
      await this.options.db.pool.query(
        `DELETE FROM core_instance WHERE id = $1 AND heartbeat_at < clock_timestamp() - $2 * interval '1 millisecond'`,
        [id, this.deadAfterMs],
      )
    }
    for (const callback of this.swept) await callback()
  }
}
