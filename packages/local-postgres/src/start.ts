import type { Logger } from '@bazaar/core/log'
import { clusterOf, ensureCluster, logOf, urlOf } from './cluster.ts'
import { type Place, preparePlace } from './place.ts'
import { findRunning, probe, type RunningServer, startServer, stopServer } from './server.ts'

export interface EmbeddedPostgresOptions {
  /** Folder for the cluster, its password and its log; created when missing. Hold `lockDataFolder` around its use. */
  readonly dataDir: string
  /** TCP port on 127.0.0.1; a free one unless told. */
  readonly port?: number
  readonly log: Pick<Logger, 'info' | 'warn'>
  /** `false` gives up safety against power loss for speed; for tests only. */
  readonly durable?: boolean
}

export interface EmbeddedPostgres {
  /** With the password in it: never log or print it. */
  readonly url: string
  readonly port: number
  /** Process id of the postmaster. */
  readonly pid: number
  /** Where the data really are. */
  readonly dataDir: string
  /** `dataDir` is not the one asked for, because PostgreSQL's account cannot reach that one: tell the operator. */
  readonly relocated: boolean
  /** The account that runs PostgreSQL when this process is root. */
  readonly runsAs: string | undefined
  /** Fast shutdown; returns when the server is gone. Safe to call twice. */
  stop(): Promise<void>
}

/** A server that outlived its last owner (kill -9): attached to when it answers, else stopped. */
async function adopt(place: Place, password: string, port: number | undefined): Promise<RunningServer | undefined> {
  const orphan = findRunning(place)
  if (!orphan) return undefined
  const suits = port === undefined || port === orphan.port
  for (const deadline = Date.now() + 10_000; suits && Date.now() < deadline; ) {
    const answer = await probe(urlOf(orphan.port, password))
    if (answer === 'ready') return orphan
    if (answer === 'refused') break
  }
  await stopServer(orphan.pid, 5000)
  return undefined
}

/**
 * Starts the PostgreSQL that npm brought along, or attaches to the one that an earlier process left running on the same
 * data. Listens on 127.0.0.1 only, with a random password kept in a file (mode 0600) beside the data. First start about
 * 1 s, later ones about 0.1 s. As root the server runs as user `postgres` (else `nobody`); see `relocated`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const durable = options.durable ?? true
  const place = preparePlace(options.dataDir)
  const password = await ensureCluster(place, durable)
  const adopted = await adopt(place, password, options.port)
  const server = adopted ?? (await startServer(place, password, { port: options.port, durable }))
  const fields = { pid: server.pid, port: server.port, dataDir: place.dataDir }
  options.log.info(fields, adopted ? 'attached to the embedded PostgreSQL' : 'embedded PostgreSQL started')
  if (place.relocated)
    options.log.warn({ cluster: clusterOf(place), log: logOf(place) }, 'PostgreSQL data placed elsewhere')
  let stopping: Promise<void> | undefined
  return {
    url: urlOf(server.port, password),
    port: server.port,
    pid: server.pid,
    dataDir: place.dataDir,
    relocated: place.relocated,
    runsAs: place.user?.name,
    stop() {
      stopping ??= stopServer(server.pid)
      return stopping
    },
  }
}
