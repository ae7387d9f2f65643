import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { folderOfRun } from './leftovers.ts'
import { podman, root, run, tryPodman } from './programs.ts'

/** The image that the Dockerfile begins with, as it names it, perhaps with a digest: one for both stages. */
export const wanted = ((): string => {
  const names = new Set(
    [...readFileSync(path.join(root, 'Dockerfile'), 'utf8').matchAll(/^FROM (\S+)/gm)].map(([, name]) => name ?? ''),
  )
  const [name, ...others] = names
  if (name === undefined || others.length > 0)
    throw new Error(`The Dockerfile's stages begin with ${[...names].join(' and ')}: this test knows one base image`)
  return name
})()

export interface Base {
  readonly image: string
  readonly how: 'real, was there' | 'real, pulled' | 'stand-in, was there' | 'stand-in, made'
}

const standIn = 'localhost/bazaar-base-stand-in'

/**
 * A base image for the Dockerfile: the real one where it is there or a registry can be reached, else a stand-in of
 * Debian and the Node.js that runs the tests. The stand-in stays for later runs, under a name of its own: nobody's own
 * builds may take it for the real one.
 */
export async function provideBase(): Promise<Base> {
  // Engines take a tag or a digest, not both.
  const official = `docker.io/library/${wanted.replace(/:[^:@]+(?=@)/, '')}`
  const made = `${standIn}:${process.version}`
  if (await exists(official)) return { image: official, how: 'real, was there' }
  if (await exists(made)) return { image: made, how: 'stand-in, was there' }
  if ((await tryPodman('pull', '--quiet', official)).status === 0) return { image: official, how: 'real, pulled' }
  await makeStandIn(made)
  return { image: made, how: 'stand-in, made' }
}

const exists = async (image: string): Promise<boolean> => (await tryPodman('image', 'exists', image)).status === 0

async function makeStandIn(image: string): Promise<void> {
  const major = process.versions.node.split('.')[0]
  if (!wanted.startsWith(`node:${major}-`))
    throw new Error(`The Dockerfile asks for ${wanted}, but the tests run on Node.js ${process.version}`)
  const others = await podman('images', '--format', '{{.Repository}}:{{.Tag}}', standIn)
  for (const old of others.split('\n').filter(Boolean)) await podman('rmi', old)
  const system = path.join(folderOfRun, 'base')
  mkdirSync(system, { recursive: true })
  await unpackDebian(system)
  await addNode(system)
  addUsers(system)
  const archive = path.join(folderOfRun, 'base.tar')
  await run('tar', ['-C', system, '-cf', archive, '.'])
  await podman('import', '--quiet', archive, image)
  for (const one of [system, archive]) rmSync(one, { recursive: true })
}

/** A shell, its usual programs and what Node.js is linked against; what those need comes along. */
const included = 'base-files,base-passwd,bash,coreutils,dash,findutils,grep,libc-bin,libstdc++6,sed,tar'

/** As little of this machine's Debian as a build needs, from this machine's mirror: unpacked only, which takes a tenth of the time. */
async function unpackDebian(system: string): Promise<void> {
  const release = /^VERSION_CODENAME=(\w+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'stable'
  const sources = await run('apt-get', ['indextargets', '--format', '$(CODENAME) $(SITE)', 'Created-By: Packages'])
  const mirror = sources
    .split('\n')
    .find((line) => line.startsWith(`${release} `))
    ?.slice(release.length + 1)
  if (mirror === undefined) throw new Error(`apt knows no mirror of ${release}: run apt-get update`)
  const options = ['--mode=root', '--format=directory', '--variant=extract', `--include=${included}`]
  await run('mmdebstrap', [...options, release, system, mirror], 600_000)
}

/** Where the real image has them: this Node.js, and the machine's npm. */
async function addNode(system: string): Promise<void> {
  const npm = path.resolve(realpathSync(await run('sh', ['-c', 'command -v npm'])), '../..')
  if (!existsSync(path.join(npm, 'bin/npm-cli.js'))) throw new Error(`${npm} is no npm that could be copied`)
  const modules = path.join(system, 'usr/local/lib/node_modules')
  const programs = path.join(system, 'usr/local/bin')
  for (const folder of [modules, programs]) mkdirSync(folder, { recursive: true })
  cpSync(npm, path.join(modules, 'npm'), { recursive: true })
  cpSync(process.execPath, path.join(programs, 'node'))
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', path.join(programs, 'npm'))
}

/** Root and the others of Debian, and `node` with the number that it has in the real image. */
function addUsers(system: string): void {
  for (const [file, line] of [
    ['passwd', 'node:x:1000:1000::/home/node:/bin/bash\n'],
    ['group', 'node:x:1000:\n'],
  ] as const)
    writeFileSync(
      path.join(system, 'etc', file),
      readFileSync(path.join(system, `usr/share/base-passwd/${file}.master`), 'utf8') + line,
    )
  const home = path.join(system, 'home/node')
  mkdirSync(home, { recursive: true })
  chownSync(home, 1000, 1000)
}
