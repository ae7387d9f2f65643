import type { Received, ServerState } from './schema.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const plain = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.25rem}h2{font-size:1rem;margin-top:1.5rem}input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem}
button{font:inherit;margin-top:.5rem;padding:.5rem 1.25rem;border-radius:2rem;border:1px solid #8888;cursor:pointer}
li{padding:.5rem 0;border-top:1px solid #8886}ul{list-style:none;padding:0}code{user-select:all}small{opacity:.75}`

const signatures: Readonly<Record<Received['signature'], string>> = {
  right: '✅ The signature is right.',
  wrong: '❌ The signature is wrong: answered with 401.',
  unchecked: '⚠️ Not checked: no secret is saved here yet.',
}

const line = ({ type, about, quantity, at, signature, answered, id }: Received): string =>
  `<li><b>${plain(type)}</b> ${plain(about)}${quantity === null ? '' : `: ${quantity} left`}<br>${signatures[signature]}
<br><small>${plain(at)}, ${plain(id)}, answered ${answered}</small></li>`

/** A page on which a person can see what came, and save the secret. */
export function renderServer({ address, secrets, received }: ServerState, said: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>A seller’s own server</title><style>${style}</style>
<h1>A seller’s own server</h1>
<p>It stands in for a program of a seller that takes alerts. Its address for the bot:<br><code>${plain(address)}</code></p>
<h2>Secret</h2>
<form method="post" action="/secret"><label>The bot shows it once, by “Show the secret” or “New secret”:
<input name="secret" placeholder="whsec_…" autocomplete="off" required></label><button>Save the secret</button></form>
<p role="status">${plain(said)} ${secrets === 0 ? 'None is saved.' : secrets === 1 ? 'One is saved.' : 'Two are saved: the new one and the one before.'}</p>
<h2>What came, newest first</h2>
<ul>${received.map(line).join('\n') || '<li>Nothing yet.</li>'}</ul>
<p><a href="/">Look again</a></p>
</html>`
}
