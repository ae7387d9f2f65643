import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { nameOfRun, root } from './programs.ts'

interface BotService {
  readonly environment: Readonly<Record<string, string>>
  readonly ports: readonly string[]
  readonly stop_grace_period: string
  readonly mem_limit: string
  readonly read_only: boolean
  readonly volumes: readonly string[]
  readonly tmpfs: readonly string[]
  readonly cap_drop: readonly string[]
  readonly security_opt: readonly string[]
}

interface Server {
  readonly healthcheck: { readonly test: readonly string[] }
  readonly command: readonly string[]
}

interface ComposeFile {
  readonly services: { readonly bot: BotService; readonly redis: Server; readonly postgres: Server }
}

export const { services }: ComposeFile = parse(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'))

/** What this test gives the bot in its own way, or what says nothing about one container. */
const elsewhere = ['build', 'env_file', 'environment', 'ports', 'depends_on', 'restart', 'stop_grace_period']
const here = ['mem_limit', 'read_only', 'volumes', 'tmpfs', 'cap_drop', 'security_opt']

/** The restrictions of the bot's service, as podman is told them. */
export function restrictions(): readonly string[] {
  const { bot } = services
  const unknown = Object.keys(bot).filter((key) => ![...elsewhere, ...here].includes(key))
  if (unknown.length > 0)
    throw new Error(`docker-compose.yml says "${unknown.join(', ')}" of the bot: the image is tried out without it`)
  return [
    ...['--memory', bot.mem_limit],
    // Podman alone would add places to write to.
    ...(bot.read_only ? ['--read-only', '--read-only-tmpfs=false'] : []),
    ...bot.volumes.flatMap((volume) => ['--volume', `${nameOfRun}-${volume}`]),
    ...bot.tmpfs.flatMap((folder) => ['--tmpfs', folder]),
    ...bot.cap_drop.flatMap((capability) => ['--cap-drop', capability]),
    ...bot.security_opt.flatMap((option) => ['--security-opt', option]),
  ]
}

/** Where the volume's files are inside the container, and how the run calls the volume. */
export function dataVolume(): { readonly name: string; readonly folder: string } {
  const [name = '', folder = ''] = services.bot.volumes[0]?.split(':') ?? []
  return { name: `${nameOfRun}-${name}`, folder }
}

export const graceSeconds = Number(/^(\d+)s$/.exec(services.bot.stop_grace_period)?.[1])

/** The service's variables, with the addresses that the servers have here. Their host names stay as they are written. */
export function environmentAt(real: {
  database: string
  redis: string
  port: number
  operationsPort: number
}): readonly string[] {
  const { environment } = services.bot
  const at = (written: string | undefined, url: string): string => {
    const address = new URL(url)
    address.hostname = new URL((written ?? '').replaceAll(/\$\{\w+\}/g, 'x')).hostname
    return address.href
  }
  const here = {
    ...environment,
    DATABASE_URL: at(environment.DATABASE_URL, real.database),
    REDIS_URL: at(environment.REDIS_URL, real.redis),
    PORT: `${real.port}`,
    OPERATIONS_PORT: `${real.operationsPort}`,
  }
  return Object.entries(here).flatMap(([name, value]) => ['--env', `${name}=${value}`])
}

/** What the network of the compose file does: each service is known by its name, and nothing else is. */
export const hostNames = (): readonly string[] =>
  Object.keys(services).flatMap((name) => ['--add-host', `${name}:127.0.0.1`])
