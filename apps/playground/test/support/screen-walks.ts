import sharp from 'sharp'
import { type ControlClient, eventually } from './control-client.ts'
import type { PhoneChat } from './phone-chat.ts'
import type { WalkWords } from './walk-words.ts'

/** Somebody who walks through screens on a phone. */
export interface Walker {
  readonly chat: PhoneChat
  readonly control: ControlClient
  readonly words: WalkWords
  readonly userId: number
}

const owners: Readonly<Record<string, string>> = { Vera: 'vera', Umi: 'kenji', Greta: 'greta' }
const shopPath = '/control/shops/stanshop'
const nextLookMs = 20_000
/** What is not seen for so long is sold out; before that it may be a slip of the shop. */
const surelyGoneMs = 121_000

/** Moves the clock on, until the bot has looked at the shop again. */
async function passTime(control: ControlClient, ms: number): Promise<void> {
  const { calls } = await control.ask('GET', shopPath)
  await control.ask('POST', '/control/clock', { advance_ms: ms })
  await eventually('another look at the shop', async () =>
    (await control.ask('GET', shopPath)).calls > calls + 1 ? true : undefined,
  )
}

/** @param amount what nobody else waits for, and was not in stock a moment ago */
export async function followVouchers({ chat, control, words }: Walker, amount: number): Promise<void> {
  await chat.says('/menu')
  await chat.sees('Menu', words.vouchers)
  await chat.presses(words.vouchers)
  await chat.sees('Vouchers: first screen', words.startWatching)
  await chat.says(`/track ${amount}`)
  await chat.sees('Vouchers: watching', new RegExp(String(amount)))
  const usual = await control.ask('GET', shopPath)
  await control.ask('PUT', shopPath, { denominations: [{ value: amount, price: 700, status: 'active' }] })
  await chat.sees('Vouchers: alert', /700/)
  const { calls: _, ...answer } = usual
  await control.ask('PUT', shopPath, answer)
  await passTime(control, nextLookMs)
  await passTime(control, surelyGoneMs)
  await chat.sees('Vouchers: sold out', words.missed)
  await chat.presses(words.missed)
  await chat.sees('Vouchers: answered', words.answered)
}

/** Looks around, changes their mind once, and reserves. @returns the code, and the username of whoever hands it over */
export async function reserve({ chat, control, words, userId }: Walker) {
  await chat.says('/menu')
  await chat.presses(words.food)
  await chat.sees('Food: first screen', words.browse)
  await chat.presses(words.browse)
  await chat.sees('Food: where', /\(10\)/)
  await chat.presses(/\(10\)/)
  await chat.sees('Food: browse', words.reserve)
  // The first offer has two units only, and other files reserve it.
  await chat.presses(/^›$/)
  await chat.sees('Food: browse, another offer', words.second)
  await chat.presses(words.more)
  await chat.sees('Food: browse, More…', words.toList)
  await chat.presses(words.toList)
  await chat.presses(words.reserve)
  await chat.sees('Food: confirm', words.confirm)
  await chat.presses(words.confirm)
  await chat.sees('Food: receipt', words.code)
  await chat.presses(words.cancel)
  await chat.sees('Food: cancel?', words.cancelNow)
  await chat.presses(words.cancelNow)
  await chat.sees('Food: cancelled', words.cancelled)
  await chat.says('/offers')
  await chat.presses(/^›$/)
  await chat.sees('Food: browse, another offer', words.second)
  await chat.presses(words.reserve)
  await chat.presses(words.confirm)
  const receipt = await control.sees(userId, words.code)
  const text = receipt.caption ?? receipt.text ?? ''
  const [, code = ''] = words.code.exec(text) ?? []
  const owner = Object.keys(owners).find((name) => text.includes(name)) ?? ''
  await chat.presses(words.sendOn)
  await chat.sees('Food: link for a friend', words.copyLink)
  return { code, owner: owners[owner] ?? '' }
}

/** Lets a person of the demo read the language of the walk, and English again. */
export async function inTheirLanguage({ chat, words }: Walker, walk: () => Promise<void>): Promise<void> {
  await chat.says('/language')
  await chat.presses(words.language)
  await chat.sees('Language chosen', words.languageSet)
  await walk()
  await chat.says('/language')
  await chat.presses(/^English$/)
  await chat.sees('Language chosen', /speak English/)
}

/** Looks at everything that belongs to the core. */
export async function lookAround({ chat, words: { core } }: Walker): Promise<void> {
  const own = async (command: string, shows: RegExp) => {
    await chat.says(command)
    await chat.sees(`Core: ${command}`, shows)
  }
  await own('/menu', core.menu)
  await own('/help', core.help)
  await own('/privacy', core.privacy)
  await own('/delete', core.delete)
  await own('/language', core.language)
  await own('/support', core.support)
  await own('/cancel', core.cancelled)
  await own('/settings', core.settings)
  await chat.presses(core.zoneButton)
  await chat.sees('Core: time zone', core.zone)
  await own('/cancel', core.cancelled)
  await own('/status', core.status)
}

/** Whoever sells the offer posts another one, and hands over what was reserved. */
export async function sell({ chat, words }: Walker, code: string): Promise<void> {
  await chat.says('/venue')
  await chat.sees('Venue: card', words.venue)
  await chat.says('/newoffer')
  await chat.sees('Venue: new offer', words.repeat)
  await chat.presses(words.repeat)
  await chat.sees('Venue: draft', words.publish)
  await chat.presses(words.change)
  await chat.sees('Venue: draft, Change something…', words.deleteDraft)
  await chat.presses(words.deleteDraft)
  await chat.presses(words.deleteDraft)
  await chat.says('/myoffers')
  await chat.sees('Venue: my offers', words.offers)
  await chat.presses(/^O\d+ · /)
  await chat.sees('Venue: manage an offer', words.change)
  await chat.says(`/collect ${code}`)
  await chat.sees('Venue: hand over', words.handedOver)
  await chat.presses(words.handedOver)
  await chat.sees('Venue: handed over', words.done)
}

const front = () =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: 'tan' } })
    .png()
    .toBuffer()

/** Fills in the longest form there is, and thinks better of it. */
export async function register({ chat, control, words, userId }: Walker): Promise<void> {
  const sends = (message: object) => control.ask('POST', `/control/users/${userId}/messages`, message)
  await chat.says('/register')
  await chat.sees('Venue: a question of /register', words.step(1))
  const answers = ['Krume', '5 Main Street', 'Berlin', '10115']
  for (const [index, answer] of answers.entries()) {
    await chat.says(answer)
    await chat.sees('Venue: a question of /register, after answers', words.step(index + 2))
  }
  await sends({ location: { latitude: 52.53, longitude: 13.38 } })
  await chat.sees('Venue: a question of /register, after answers', words.step(6))
  await chat.says('+49 30 901820')
  await chat.sees('Venue: a question of /register, after answers', words.step(7))
  await chat.says('Mo–Fr 8:00–19:00')
  await chat.sees('Venue: a question of /register, after answers', words.step(8))
  await chat.presses(/^EUR/)
  await chat.sees('Venue: a question of /register, after answers', words.step(9))
  await sends({ photo: { base64: (await front()).toString('base64'), filename: 'front.png' } })
  await chat.presses(words.next)
  await chat.sees('Venue: summary of /register', words.summary)
  await chat.presses(words.cancelForm)
  await chat.sees('Form cancelled', words.formCancelled)
}
