/** A base image as a file names it, `[host/]path:tag[@digest]`. */
export interface Reference {
  readonly written: string
  /** Without a digest: what is asked for. */
  readonly wanted: string
  readonly host: string
  readonly repository: string
  readonly tag: string
  readonly digest: string | undefined
}

const digestPattern = /^sha256:[0-9a-f]{64}$/
export const isDigest = (text: string | undefined): boolean => digestPattern.test(text ?? '')

/** Docker Hub names its own images by their last part alone. */
const hub = { host: 'registry-1.docker.io', aliases: ['docker.io', 'index.docker.io'], folder: 'library' }

/** @throws when the name says too little to ask for it */
export function readReference(written: string): Reference {
  const { wanted = '', digest } = /^(?<wanted>[^@]+)(?:@(?<digest>.+))?$/.exec(written)?.groups ?? {}
  const named = /^(?<name>[a-z0-9][\w./-]*(?::\d+\/[\w./-]+)?):(?<tag>\w[\w.-]{0,127})$/i.exec(wanted)?.groups
  const { name = '', tag } = named ?? {}
  if (tag === undefined) throw new Error(`${written} names no tag, so nothing says which digest it should have`)
  const [first = '', ...rest] = name.split('/')
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  const onHub = !hasHost || hub.aliases.includes(first)
  const within = hasHost ? rest.join('/') : name
  return {
    written,
    wanted,
    host: onHub ? hub.host : first,
    repository: onHub && !within.includes('/') ? `${hub.folder}/${within}` : within,
    tag,
    digest,
  }
}

/** Places where a file names images, each with the text before the name, so that only this place is rewritten. */
const dockerfile = /^(?<before>(?:FROM|COPY|ADD)[ \t]+(?:--(?!from)\S+[ \t]+)*)(?:--from=)?(?<name>\S+)/gim
const compose = /^(?<before>\s+image:[ \t]+["']?)(?<name>[^\s"'#]+)/gm

const patternOf = (file: string): RegExp => (/dockerfile/i.test(file) ? dockerfile : compose)

/** Names of a file's own stages, and what is no image. */
function ownNames(text: string): ReadonlySet<string> {
  const stages = [...text.matchAll(/^FROM[ \t].*[ \t]AS[ \t]+(\S+)/gim)].map(([, name]) => name ?? '')
  return new Set([...stages, 'scratch'])
}

function isImage(whole: string, name: string, own: ReadonlySet<string>): boolean {
  if (own.has(name)) return false
  return !/^(COPY|ADD)/i.test(whole) || (/--from=\S+$/.test(whole) && !/^\d+$/.test(name))
}

/** Every image that a Dockerfile or a compose file begins with or runs, in the order of the file. */
export function findReferences(file: string, text: string): readonly string[] {
  const own = ownNames(text)
  return [...text.matchAll(patternOf(file))].flatMap(({ 0: whole, groups }) =>
    isImage(whole, groups?.name ?? '', own) ? [groups?.name ?? ''] : [],
  )
}

/** The text with each image named as `names` says. */
export function replaceReferences(file: string, text: string, names: ReadonlyMap<string, string>): string {
  const own = ownNames(text)
  return text.replaceAll(patternOf(file), (whole: string, ...rest: unknown[]) => {
    const { name = '' } = (rest.at(-1) ?? {}) as { name?: string }
    const wanted = names.get(name)
    return wanted === undefined || !isImage(whole, name, own) ? whole : whole.slice(0, -name.length) + wanted
  })
}
