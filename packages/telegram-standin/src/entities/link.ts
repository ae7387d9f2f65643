import type { WireUser } from '../wire.ts'
import { isWebHost } from './web-host.ts'

/** Where a parsed link leads: a person (`tg://user?id=`), an address in Telegram's normal form, or nowhere (then it stays plain text). */
export type LinkTarget =
  | { readonly kind: 'user'; readonly user: WireUser }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'none' }

export type FindUser = (id: number) => WireUser | undefined

const scheme = /^([a-z][a-z0-9+.-]*):\/\//i

/** The address as Telegram stores it, or null when it is none. */
const checkUrl = (raw: string): string | null => {
  const url = raw.trim()
  const protocol = scheme.exec(url)?.[1]?.toLowerCase()
  if (protocol === 'tg' || protocol === 'ton' || protocol === 'tonsite') return url
  if (protocol !== undefined && protocol !== 'http' && protocol !== 'https' && protocol !== 'ftp') return null
  const full = protocol === undefined ? `http://${url}` : url
  const host = /^[a-z]+:\/\/(?:[^@/?#\s]*@)?([^/?#\s:]+)(?::\d+)?([/?#]\S*)?$/i.exec(full)
  const name = host?.[1]
  if (name === undefined || !isWebHost(name)) return null
  return host?.[2] === undefined ? `${full}/` : full
}

export const resolveLink = (raw: string, findUser: FindUser): LinkTarget => {
  const mention = /^tg:\/\/user\?id=(\d+)$/.exec(raw.trim())
  if (mention?.[1] !== undefined) {
    const user = findUser(Number(mention[1]))
    return user === undefined ? { kind: 'none' } : { kind: 'user', user }
  }
  const url = checkUrl(raw)
  return url === null ? { kind: 'none' } : { kind: 'url', url }
}
