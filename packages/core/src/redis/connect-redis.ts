import { Redis } from 'ioredis'
import { OwnError } from '../errors/index.ts'
import type { Logger } from '../log/index.ts'

/** Redis is unreachable, slow or suspended; the caller falls back instead of waiting. */
class RedisLostError extends OwnError {
  override readonly name = 'RedisLostError'
}

export interface RedisHealth {
  readonly configured: boolean
  /** ok | degraded (configured but lost) | off (not configured) */
  readonly state: 'ok' | 'degraded' | 'off'
}

export interface RedisConnections {
  /**
   * Runs one command on a connection that fails fast: at most 250 ms, no queueing while disconnected.
   * Throws {@link RedisLostError} when Redis cannot answer; error replies of Redis itself are thrown as they are.
   */
  run<T>(command: (redis: Redis) => Promise<T>): Promise<T>
  health(): RedisHealth
  close(): Promise<void>
}

export interface ConnectRedisOptions {
  readonly url: string
  /** Upper bound of connections this process opens (`REDIS_MAX_CONNECTIONS`), 2 unless told. */
  readonly maxConnections?: number
  /** Milliseconds a command may take before Redis counts as lost, 250 unless told. */
  readonly commandTimeoutMs?: number
  readonly log: Logger
}

const probeMs = 500

/**
 * Connects to Redis. A Redis that is down does not stop the boot: the connections come back in the background
 * (50 ms doubling to 2 s) and `health()` says degraded meanwhile.
 */
export async function connectRedis(options: ConnectRedisOptions): Promise<RedisConnections> {
  const connections = new Connections(options)
  await connections.firstAnswer()
  return connections
}

class Connections implements RedisConnections {
  private readonly options: ConnectRedisOptions
  private readonly connections: readonly Redis[]
  private next = 0
  private lost = true
  private told = false
  private closed = false
  private probeTimer: NodeJS.Timeout | undefined

  constructor(options: ConnectRedisOptions) {
    this.options = options
    // One connection carries tens of thousands of commands a second; a few spread the parsing.
    const count = Math.min(4, options.maxConnections ?? 2)
    this.connections = Array.from({ length: count }, () => this.open())
  }

  private open(): Redis {
    const redis = new Redis(this.options.url, {
      retryStrategy: (times) => Math.min(2_000, 50 * 2 ** Math.min(times, 6)) + Math.floor(Math.random() * 50),
      connectTimeout: 2_000,
      commandTimeout: this.options.commandTimeoutMs ?? 250,
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      connectionName: 'bazaar',
    })
    // Without a listener ioredis prints every refused reconnect; `lost()` tells it once.
    redis.on('error', () => this.suspend())
    redis.on('ready', () => this.probe())
    redis.on('close', () => this.suspend())
    return redis
  }

  /** Waits for the first connection at most a second, so that the boot log and the first requests know where they stand. */
  async firstAnswer(): Promise<void> {
    const deadline = Date.now() + 1_000
    while (this.lost && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10))
    if (this.lost) this.suspend()
    else await this.checkEviction()
  }

  async run<T>(command: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = this.lost ? undefined : this.pick()
    if (!redis) throw new RedisLostError('Redis is not reachable')
    try {
      return await command(redis)
    } catch (error) {
      if (error instanceof Error && error.name === 'ReplyError') throw error
      this.suspend()
      throw new RedisLostError('Redis did not answer', { cause: error })
    }
  }

  health(): RedisHealth {
    return { configured: true, state: this.lost ? 'degraded' : 'ok' }
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.probeTimer)
    for (const redis of this.connections) redis.disconnect()
  }

  private pick(): Redis | undefined {
    for (let tried = 0; tried < this.connections.length; tried++) {
      const redis = this.connections[this.next++ % this.connections.length]
      if (redis?.status === 'ready') return redis
    }
    return undefined
  }

  /** After one failure nobody else waits for the timeout: Redis is skipped until a probe is answered. */
  private suspend(): void {
    if (this.closed) return
    this.lost = true
    if (!this.told)
      this.options.log.warn(
        {},
        'Redis is lost: locks and limits use PostgreSQL until it is back. Check REDIS_URL and the server.',
      )
    this.told = true
    if (this.probeTimer) return
    this.probeTimer = setTimeout(() => {
      this.probeTimer = undefined
      this.probe()
    }, probeMs)
  }

  private probe(): void {
    if (this.closed) return
    const redis = this.pick()
    if (!redis) {
      if (this.lost) this.suspend()
      return
    }
    redis.ping().then(
      () => {
        if (this.told) this.options.log.info({}, 'Redis is back')
        this.lost = false
        this.told = false
      },
      () => this.suspend(),
    )
  }

  private async checkEviction(): Promise<void> {
    const memory = await this.run((redis) => redis.info('memory')).catch(() => '')
    const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1]
    if (policy && policy !== 'noeviction')
      this.options.log.warn(
        { policy },
        'Redis may evict keys, so locks and limits can vanish: set "maxmemory-policy noeviction"',
      )
  }
}

/** For `/health`: `off` without a REDIS_URL, `degraded` while a configured Redis is lost. */
export function redisHealth(redis: RedisConnections | undefined): RedisHealth {
  return redis?.health() ?? { configured: false, state: 'off' }
}
