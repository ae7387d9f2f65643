import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { rootCertificates } from 'node:tls'
import { wanted } from './base.ts'
import { folderOfRun } from './leftovers.ts'
import { limitOptions } from './limits.ts'
import { nameOfRun, podman, root, run } from './programs.ts'

/** What the image says about itself. */
export interface ImageFacts {
  readonly name: string
  readonly megabytes: number
  readonly user: string
  readonly environment: Readonly<Record<string, string>>
  readonly ports: readonly string[]
  readonly command: readonly string[]
}

/** Builds the repository's Dockerfile, as it is, from the repository as it is. */
export async function buildImage(base: string): Promise<ImageFacts> {
  const name = `localhost/${nameOfRun}`
  const options = [
    // In Docker's format: the other one knows no HEALTHCHECK.
    ...['--format', 'docker', '--isolation', 'chroot', '--network', 'host', '--pull-never'],
    // Nothing that a later run would have to clean up; the packages' layer takes longer to store than to fetch.
    ...['--layers=false', '--force-rm'],
    ...['--build-context', `${wanted}=container-image://${base}`],
    ...(await registryOptions()),
    ...limitOptions(),
  ]
  await run('buildah', ['bud', ...options, '--tag', name, root], 900_000)
  return describeImage(name)
}

async function describeImage(name: string): Promise<ImageFacts> {
  const [{ Size, Config }] = JSON.parse(await podman('image', 'inspect', name))
  const environment: readonly string[] = Config.Env
  return {
    name,
    megabytes: Math.round(Size / 1_000_000),
    user: Config.User,
    environment: Object.fromEntries(environment.map((line) => line.split(/=(.*)/s).slice(0, 2))),
    ports: Object.keys(Config.ExposedPorts ?? {}),
    command: Config.Cmd,
  }
}

/** The machine's registry, and the certificates that it trusts beside the usual ones: mounted, so that no layer holds them. */
async function registryOptions(): Promise<readonly string[]> {
  const folder = path.join(folderOfRun, 'npm')
  mkdirSync(folder, { recursive: true })
  const asked = async (key: string): Promise<string> => run('npm', ['config', 'get', key])
  const cafile = await asked('cafile')
  const extra = [process.env.NODE_EXTRA_CA_CERTS, cafile].filter((file) => file && file !== 'null')
  const trusted = [...rootCertificates, ...extra.map((file) => readFileSync(String(file), 'utf8'))]
  writeFileSync(path.join(folder, 'trusted.pem'), trusted.join('\n'))
  writeFileSync(path.join(folder, 'npmrc'), `registry=${await asked('registry')}\ncafile=/run/npm/trusted.pem\n`)
  return ['--volume', `${folder}:/run/npm:ro`, '--volume', `${folder}/npmrc:/root/.npmrc:ro`]
}
