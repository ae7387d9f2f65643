const written = /^(?:(?:mailto|tel|tg):|[a-z][a-z0-9+.-]*:\/\/)/i

/** The address as a browser wants it, `https` unless it says otherwise: `example.com:8080` has a port, not a scheme. */
export function safeUrl(url: string): string | undefined {
  const full = written.test(url) ? url : `https://${url}`
  return /^(https?|tg|mailto|tel):/i.test(full) && URL.canParse(full) ? full : undefined
}

/** What a link of Telegram's own leads to. */
export type TelegramLink =
  /** Somebody's chat; a bot may be started with a payload. */
  | { readonly kind: 'account'; readonly username: string; readonly start: string | null }
  /** A text to be sent to somebody. */
  | { readonly kind: 'share'; readonly text: string }
  /** What is not played here: invitations, posts of channels, mini apps … */
  | { readonly kind: 'other' }

const hosts = /^(www\.)?(t\.me|telegram\.(me|dog))$/
const ownHost = /^(\w{4,32})\.t\.me$/

/** The address above the words, as Telegram's apps write it. */
const share = (query: URLSearchParams): TelegramLink => ({
  kind: 'share',
  text: ['url', 'text']
    .map((name) => query.get(name))
    .filter(Boolean)
    .join('\n'),
})

function account(username: string, query: URLSearchParams): TelegramLink {
  const isPlayed = [...query.keys()].every((name) => name === 'start' || name === 'domain')
  if (!isPlayed || !/^\w{4,32}$/.test(username)) return { kind: 'other' }
  const start = query.get('start')
  // What Telegram does not carry: the bot is opened without it.
  return { kind: 'account', username, start: start !== null && /^[\w-]{1,64}$/.test(start) ? start : null }
}

/** Reads `https://t.me/…`, `https://<name>.t.me` and `tg://…`; undefined for an address of the web. */
export function readTelegramLink(url: string): TelegramLink | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, hostname, host, pathname, searchParams: query } = new URL(url)
  if (protocol === 'tg:') {
    // Browsers differ in what the host of an address like this is.
    const action = (host || pathname).replaceAll('/', '')
    if (action === 'resolve') return account(query.get('domain') ?? '', query)
    return ['msg_url', 'msg', 'share'].includes(action) ? share(query) : { kind: 'other' }
  }
  if (protocol !== 'https:' && protocol !== 'http:') return undefined
  const path = pathname.replace(/^\/|\/$/g, '')
  const [, owner] = ownHost.exec(hostname) ?? []
  if (owner && path === '') return account(owner, query)
  if (!hosts.test(hostname) || path === '') return undefined
  return path === 'share' || path === 'share/url' ? share(query) : account(path, query)
}
