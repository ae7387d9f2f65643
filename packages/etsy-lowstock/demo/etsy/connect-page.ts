import type { Grants } from './grants.ts'
import type { Account, Answer } from './types.ts'

export interface ConnectOptions {
  readonly keystring: string
  /** Registered with the app; left out = any. */
  readonly redirectUris: readonly string[] | undefined
  readonly accounts: () => readonly Account[]
  readonly grants: Grants
}

/** What an app asks a seller for. */
interface Asked {
  readonly client: string
  readonly redirect: string
  readonly state: string
  readonly scopes: readonly string[]
  readonly challenge: string
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const plain = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:3rem auto;padding:0 1rem}
h1{font-size:1.25rem}fieldset{border:1px solid #8886;border-radius:.5rem;padding:.5rem 1rem}label{display:block;padding:.35rem 0}
button{font:inherit;padding:.6rem 1.4rem;border-radius:2rem;border:1px solid #8888;background:none;color:inherit;cursor:pointer}
button[value=allow]{background:light-dark(#222,#eee);color:light-dark(#fff,#111);border-color:transparent}
.buttons{display:flex;gap:.75rem;margin:1.25rem 0}small{opacity:.75}`

const page = (status: number, title: string, body: string): Answer => ({
  status,
  type: 'text/html; charset=utf-8',
  body: `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style>
<h1>${title}</h1>
${body}
<p><small>This page stands in for Etsy in tests and in the playground; nothing that you press here reaches Etsy. The term “Etsy” is a trademark of Etsy, Inc.</small></p>
</html>`,
})

const refusal = (why: string): Answer => page(400, 'An error occurred', `<p>${plain(why)}</p>`)

function read(query: URLSearchParams, { keystring, redirectUris }: ConnectOptions): Asked | string {
  const asked = {
    client: query.get('client_id') ?? '',
    redirect: query.get('redirect_uri') ?? '',
    state: query.get('state') ?? '',
    scopes: (query.get('scope') ?? '').split(' ').filter((scope) => scope !== ''),
    challenge: query.get('code_challenge') ?? '',
  }
  if (asked.client !== keystring) return 'There is no app with this client_id.'
  if (!URL.canParse(asked.redirect) || (redirectUris && !redirectUris.includes(asked.redirect))) {
    return 'The requested redirect URL is not permitted.'
  }
  if (query.get('response_type') !== 'code') return 'response_type must be "code".'
  if (asked.scopes.length === 0) return 'At least one scope is needed.'
  if (asked.state === '') return 'A state is needed.'
  if (query.get('code_challenge_method') !== 'S256') return 'code_challenge_method must be "S256".'
  if (!/^[\w-]{43}$/.test(asked.challenge)) return 'A code_challenge is needed.'
  return asked
}

const words: Readonly<Record<string, string>> = {
  shops_r: 'see your shop',
  listings_r: 'see your listings, also those that are not on sale',
  listings_w: 'change your listings, their stock too',
  transactions_r: 'see your sales',
}

function question(asked: Asked, accounts: readonly Account[]): Answer {
  const choices = accounts.map(
    ({ userId, login, shop }, index) =>
      `<label><input type="radio" name="user" value="${userId}"${index === 0 ? ' checked' : ''}> ${plain(
        shop ? `${shop.name} (${login})` : `${login}, without a shop`,
      )}</label>`,
  )
  const scopes = asked.scopes.map((scope) => `<li>${plain(words[scope] ?? scope)}</li>`)
  return page(
    200,
    asked.scopes.some((scope) => scope.endsWith('_w'))
      ? 'Allow this app to read and change your shop?'
      : 'Allow this app to read your shop?',
    `<p>The app at ${plain(new URL(asked.redirect).host)} would like to:</p><ul>${scopes.join('')}</ul>
<form method="post"><fieldset><legend>You are</legend>${choices.join('')}</fieldset>
<div class="buttons"><button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></div></form>`,
  )
}

function leadBack({ redirect, state }: Asked, said: Readonly<Record<string, string>>): Answer {
  const url = new URL(redirect)
  for (const [name, value] of Object.entries({ ...said, state })) url.searchParams.set(name, value)
  return { status: 302, type: 'text/html; charset=utf-8', body: '', headers: { location: url.href } }
}

/** `/oauth/connect`: the page on which a seller chooses, and what its form leads to. */
export function answerConnect(
  options: ConnectOptions,
  query: URLSearchParams,
  form: URLSearchParams | undefined,
): Answer {
  const asked = read(query, options)
  if (typeof asked === 'string') return refusal(asked)
  if (!form) return question(asked, options.accounts())
  if (form.get('decision') !== 'allow') {
    return leadBack(asked, { error: 'access_denied', error_description: 'The user denied access' })
  }
  const user = options.accounts().find(({ userId }) => String(userId) === form.get('user'))
  if (!user) return refusal('There is no such account.')
  return leadBack(asked, { code: options.grants.allow({ ...asked, user: user.userId }) })
}
