import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Tokens say themselves whose they are and how long they are good, so that a stand-in that was started again still knows them. */
interface TokenBody {
  readonly kind: 'access' | 'refresh'
  readonly user: number
  readonly client: string
  readonly grant: string
  /** When the seller allowed it, in milliseconds. */
  readonly since: number
  readonly generation: number
  readonly until: number
  readonly scopes: readonly string[]
}

interface Code {
  readonly user: number
  readonly client: string
  readonly redirect: string
  readonly scopes: readonly string[]
  readonly challenge: string
  readonly until: number
  /** Set once it was exchanged: whoever brings it again loses what the first one got. */
  grant?: string
  isSpent: boolean
}

interface Grant {
  readonly user: number
  /** Of the newest pair. */
  generation: number
  isRevoked: boolean
}

export interface Tokens {
  readonly access_token: string
  readonly token_type: 'Bearer'
  readonly expires_in: number
  readonly refresh_token: string
}

export type Granted<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly why: string }

export type Grants = ReturnType<typeof createGrants>

const codeSeconds = 60
const accessSeconds = 3600
const refreshSeconds = 90 * 86_400
const macLetters = 32

const refused = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why })

function mac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, macLetters)
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Who allowed what: codes, pairs of tokens, and what became of them. */
export function createGrants({ now, key }: { readonly now: () => Date; readonly key: string }) {
  const codes = new Map<string, Code>()
  const grants = new Map<string, Grant>()
  /** From which moment on a user's older grants are worth nothing. */
  const revokedUsers = new Map<number, number>()
  const counts = { exchanged: 0, refreshed: 0, reused: 0 }

  const time = () => now().getTime()

  function seal(body: TokenBody): string {
    const text = Buffer.from(JSON.stringify(body)).toString('base64url')
    return `${body.user}.${mac(key, text)}${text}`
  }

  /** What a token says, if it is one of ours. */
  function open(token: string): TokenBody | undefined {
    const [user = '', rest = ''] = token.split('.', 2)
    const text = rest.slice(macLetters)
    if (text === '' || !isSame(rest.slice(0, macLetters), mac(key, text))) return undefined
    // Nobody else can have written it.
    const body: TokenBody = JSON.parse(Buffer.from(text, 'base64url').toString())
    return String(body.user) === user ? body : undefined
  }

  /** The grant of a token, also of one that an earlier run gave. */
  function grantOf(body: TokenBody): Grant {
    const known = grants.get(body.grant)
    if (known) {
      known.generation = Math.max(known.generation, body.generation)
      return known
    }
    const revokedAt = revokedUsers.get(body.user)
    const grant: Grant = {
      user: body.user,
      generation: body.generation,
      isRevoked: revokedAt !== undefined && body.since < revokedAt,
    }
    grants.set(body.grant, grant)
    return grant
  }

  function pair(body: Omit<TokenBody, 'kind' | 'until'>): Tokens {
    const until = (seconds: number) => time() + seconds * 1000
    return {
      access_token: seal({ ...body, kind: 'access', until: until(accessSeconds) }),
      token_type: 'Bearer',
      expires_in: accessSeconds,
      refresh_token: seal({ ...body, kind: 'refresh', until: until(refreshSeconds) }),
    }
  }

  /** A new grant with its first pair. */
  function start(to: Pick<TokenBody, 'user' | 'client' | 'scopes'>): {
    readonly grant: string
    readonly tokens: Tokens
  } {
    const grant = randomBytes(9).toString('base64url')
    grants.set(grant, { user: to.user, generation: 1, isRevoked: false })
    return { grant, tokens: pair({ ...to, grant, since: time(), generation: 1 }) }
  }

  function reuse(grantId: string | undefined): void {
    counts.reused += 1
    const grant = grantId === undefined ? undefined : grants.get(grantId)
    if (grant) grant.isRevoked = true
  }

  return {
    counts: (): Readonly<typeof counts> => ({ ...counts }),

    /** The seller pressed Allow. */
    allow(asked: Pick<Code, 'user' | 'client' | 'redirect' | 'scopes' | 'challenge'>): string {
      const code = randomBytes(24).toString('base64url')
      codes.set(code, { ...asked, until: time() + codeSeconds * 1000, isSpent: false })
      return code
    },

    exchange(given: {
      readonly code: string
      readonly verifier: string
      readonly client: string
      readonly redirect: string
    }): Granted<Tokens> {
      const code = codes.get(given.code)
      if (!code || code.client !== given.client) return refused('code is invalid')
      if (code.isSpent) {
        reuse(code.grant)
        return refused('code has been used')
      }
      code.isSpent = true
      if (time() >= code.until) return refused('code is expired')
      if (code.redirect !== given.redirect) return refused('redirect_uri does not match')
      if (!isSame(createHash('sha256').update(given.verifier).digest('base64url'), code.challenge)) {
        return refused('code_verifier is invalid')
      }
      const { user, client, scopes } = code
      const { grant, tokens } = start({ user, client, scopes })
      code.grant = grant
      counts.exchanged += 1
      return { ok: true, value: tokens }
    },

    /** Tokens without a code. */
    give: (to: Pick<TokenBody, 'user' | 'client' | 'scopes'>): Tokens => start(to).tokens,

    /** Each refresh token is good once; one that comes again ends the whole grant, as it must have been stolen. */
    refresh(given: { readonly token: string; readonly client: string }): Granted<Tokens> {
      const body = open(given.token)
      if (body?.kind !== 'refresh' || body.client !== given.client) return refused('refresh_token is invalid')
      const grant = grantOf(body)
      if (grant.isRevoked) return refused('refresh_token is revoked')
      if (body.generation < grant.generation) {
        reuse(body.grant)
        return refused('refresh_token is revoked')
      }
      if (time() >= body.until) return refused('refresh_token is expired')
      grant.generation += 1
      counts.refreshed += 1
      return { ok: true, value: pair({ ...body, generation: grant.generation }) }
    },

    /** Whose access token it is. */
    check(token: string): Granted<Pick<TokenBody, 'user' | 'client' | 'scopes'>> {
      const body = open(token)
      if (body?.kind !== 'access') return refused('access token is invalid')
      if (grantOf(body).isRevoked) return refused('access token is revoked')
      if (time() >= body.until) return refused('access token is expired')
      return { ok: true, value: body }
    },

    /** Whether the seller lets the app in; after a restart, once the app was seen again. */
    isAllowed: (user: number): boolean => [...grants.values()].some((grant) => grant.user === user && !grant.isRevoked),

    /** The seller takes back whatever they allowed so far. */
    revoke(user: number): void {
      revokedUsers.set(user, time())
      for (const grant of grants.values()) if (grant.user === user) grant.isRevoked = true
    },
  }
}
