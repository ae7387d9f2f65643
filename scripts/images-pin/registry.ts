import { isDigest, type Reference } from './references.ts'

/** Lists of one image for several platforms; a digest of one platform's alone would break the others. */
const indexTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
]

export interface RegistryOptions {
  /** URL of a registry to ask instead of the one that the name leads to. */
  readonly registry: string | undefined
  readonly timeoutMs: number
}

/** What a registry wants before it answers, out of `WWW-Authenticate: Bearer realm="…",service="…",scope="…"`. */
function readChallenge(header: string | null, registry: string): URL | undefined {
  if (!/^bearer /i.test(header ?? '')) return undefined
  const fields = Object.fromEntries(
    [...(header ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
  )
  if (!URL.canParse(fields.realm ?? '')) return undefined
  const url = new URL(fields.realm)
  if (url.protocol !== 'https:' && url.protocol !== new URL(registry).protocol) return undefined
  for (const key of ['service', 'scope']) if (fields[key] !== undefined) url.searchParams.set(key, fields[key])
  return url
}

async function fetchToken(url: URL | undefined, ask: typeof fetch): Promise<string> {
  if (url === undefined) throw new Error('the registry asks for credentials in a way that is not known here')
  const answer = await ask(url)
  refuseBusy(answer)
  if (!answer.ok) throw new Error(`${url.host} refused a token (${answer.status})`)
  const body: unknown = await answer.json().catch(() => undefined)
  const { token, access_token } = Object(body) as { token?: unknown; access_token?: unknown }
  const given = token ?? access_token
  if (typeof given !== 'string' || given === '') throw new Error(`${url.host} answered without a token`)
  return given
}

function refuseBusy({ status, headers, url }: Response): void {
  if (status !== 429) return
  const wait = headers.get('retry-after')
  throw new Error(
    `${new URL(url).host} limits its callers: try again ${wait ? `after ${wait} (Retry-After)` : 'later'}`,
  )
}

/** The digest of an image's list of platforms, as its registry has it now. @throws with the reason when it does not say */
export async function fetchDigest(image: Reference, { registry, timeoutMs }: RegistryOptions): Promise<string> {
  const base = (registry ?? `https://${image.host}`).replace(/\/$/, '')
  const url = `${base}/v2/${image.repository}/manifests/${image.tag}`
  const ask: typeof fetch = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) })
  const head = (headers: Record<string, string> = {}) =>
    ask(url, { method: 'HEAD', headers: { accept: indexTypes.join(', '), ...headers } })
  let answer = await head()
  if (answer.status === 401) {
    const token = await fetchToken(readChallenge(answer.headers.get('www-authenticate'), base), ask)
    answer = await head({ authorization: `Bearer ${token}` })
  }
  refuseBusy(answer)
  if (answer.status === 404) throw new Error(`${base} knows no such image or tag`)
  if (answer.status === 401 || answer.status === 403) throw new Error(`${base} refuses it (${answer.status})`)
  if (!answer.ok) throw new Error(`${base} answered ${answer.status}`)
  const type = answer.headers.get('content-type')?.split(';')[0]?.trim() ?? 'nothing'
  if (!indexTypes.includes(type)) throw new Error(`${base} answered ${type}, not a list of platforms`)
  const digest = answer.headers.get('docker-content-digest') ?? 'nothing'
  if (!isDigest(digest)) throw new Error(`${base} answered with a digest that is none: ${digest.slice(0, 80)}`)
  return digest
}
