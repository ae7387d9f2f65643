import { createServer } from 'node:http'
import { eventually } from './control-client.ts'
import { allow, clayThread, etsyOf, etsyPath, nextLookMs, visit } from './etsy-seller.ts'
import type { Walker } from './screen-walks.ts'

/** Something happens at Etsy, and the bot has looked since. */
async function happens({ control }: Walker, ...answers: readonly object[]): Promise<void> {
  for (const answer of answers) await control.ask('PUT', etsyPath, answer)
  const { calls } = await control.ask('GET', etsyPath)
  await control.ask('POST', '/control/clock', { advance_ms: nextLookMs })
  await eventually('another look at the shop', async () =>
    (await control.ask('GET', etsyPath)).calls > calls ? true : undefined,
  )
}

/** Allows the bot to read the shop, as a browser would. @returns the digits of the page */
async function allowShop({ control, userId }: Walker): Promise<string> {
  const asked = await control.sees(userId, (message) => etsyOf(message) !== undefined)
  return (await visit(await allow(etsyOf(asked) ?? ''))).pin
}

export async function linkShop(walker: Walker): Promise<void> {
  const { chat, control, words } = walker
  const { etsy } = words
  await control.ask('PUT', etsyPath, { reset: true })
  await chat.says('/menu')
  await chat.sees('Menu', etsy.home)
  await chat.presses(etsy.home)
  await chat.sees('Etsy: first screen', etsy.welcome)
  await chat.presses(etsy.link)
  await chat.sees('Etsy: link a shop', etsy.open)
  await chat.says(await allowShop(walker))
  await chat.sees('Etsy: linked', etsy.linked)
  await chat.sees('Etsy: what was found', etsy.summary)
  await chat.says('/menu')
  await chat.presses(etsy.home)
  await chat.sees('Etsy: first screen, with a shop', /Clay & Thread/)
}

export async function getAlerts(walker: Walker): Promise<void> {
  const { chat, words } = walker
  const { etsy } = words
  await happens(walker, { sell: { listing: clayThread.mug, product: 'MUG-L' } })
  await chat.sees('Etsy: sold out', etsy.soldOut)
  await chat.presses(etsy.snooze)
  await chat.sees('Etsy: snooze', etsy.snoozeAsk)
  await chat.presses(etsy.back)
  await chat.sees('Etsy: sold out', etsy.soldOut)
  await chat.presses(etsy.order)
  await chat.sees('Etsy: when is it due?', etsy.orderAsk)
  await chat.presses(etsy.otherDay)
  await chat.sees('Etsy: on which day?', etsy.orderDay)
  await chat.says('12')
  await chat.sees('Etsy: ordered', etsy.ordered)
  await chat.presses(etsy.notOrdered)
  await happens(walker, { sell: { listing: clayThread.tote, count: 5 } })
  await chat.sees('Etsy: running low', etsy.low)
}

/** The list with its picture, a listing, and what low means for it. */
export async function lookAtStock({ chat, control, words, userId }: Walker): Promise<void> {
  const { etsy } = words
  await chat.says('/stock')
  await chat.sees('Etsy: stock', etsy.stock)
  await chat.presses(etsy.asPicture)
  await chat.sees('Etsy: stock as a picture', etsy.asList)
  await chat.presses(etsy.asList)
  await chat.sees('Etsy: stock', etsy.stock)
  const { text } = await control.sees(userId, etsy.stock)
  const [, place = ''] = /(\d+)\. .*Speckled/.exec(text ?? '') ?? []
  await chat.presses(new RegExp(`^${place}$`))
  await chat.sees('Etsy: a listing', etsy.listing)
  await chat.presses(etsy.alertsOff)
  await chat.sees('Etsy: a listing', etsy.alertsAreOff)
  await chat.presses(etsy.setThreshold)
  await chat.sees('Etsy: threshold of a listing', etsy.thresholdOf)
  await chat.presses(/^3$/)
  await chat.sees('Etsy: threshold of a listing', etsy.own)
  await chat.presses(etsy.variation)
  await chat.sees('Etsy: threshold of a variation', etsy.ofVariation)
  await chat.presses(etsy.setOther)
  await chat.sees('Etsy: another threshold', etsy.limitAsk)
  await chat.presses(etsy.cancel)
  await chat.sees('Etsy: cancelled', etsy.unchanged)
  await chat.presses(etsy.toThresholds)
  await chat.sees('Etsy: threshold of a variation', etsy.ofVariation)
  await chat.presses(etsy.setOther)
  await chat.says('4')
  await chat.says('/threshold')
  await chat.sees('Etsy: threshold', etsy.threshold)
  await chat.says('/stock')
  await chat.sees('Etsy: stock', etsy.stock)
  await chat.presses(etsy.more)
  await chat.sees('Etsy: stock, More…', etsy.stockMore)
  await chat.presses(etsy.quietButton)
  await chat.sees('Etsy: alerts that are off', etsy.quiet)
  await chat.presses(/🔔 .*Speckled/)
}

export async function restock(walker: Walker): Promise<void> {
  const { chat, control, words, userId } = walker
  const { mug, tote, candle, print, spoonRest } = clayThread
  await happens(walker, { restock: { listing: mug, product: 'MUG-L', quantity: 6 } })
  await chat.sees('Etsy: back in stock', words.etsy.restocked)
  await happens(walker, ...[tote, candle, print, spoonRest].map((sellOut) => ({ sellOut })))
  for (const title of ['Linen', 'Beeswax', 'Lino', 'Spoon'])
    await control.sees(userId, new RegExp(`(Sold out|Распродано): ${title}`))
  await happens(walker, { restock: { quantity: 9 } })
  await chat.sees('Etsy: many at once', words.etsy.many)
}

/** Lets the bot change how many pieces there are, and restocks from under an alert. */
export async function restockFromChat(walker: Walker): Promise<void> {
  const { chat, words } = walker
  const { etsy } = words
  await chat.says('/shops')
  await chat.presses(/^Clay & Thread$/)
  await chat.sees('Etsy: a shop', etsy.card)
  await chat.presses(etsy.more)
  await chat.sees('Etsy: a shop, More…', etsy.shopMore)
  await chat.presses(etsy.restockSetting)
  await chat.sees('Etsy: restock from here, off', etsy.restockOff)
  await chat.presses(etsy.allowRestock)
  await chat.sees('Etsy: allow restocking', etsy.allowAsk)
  await chat.says(await allowShop(walker))
  await chat.sees('Etsy: restocking is allowed', etsy.allowed)
  await chat.presses(etsy.restockSetting)
  await chat.sees('Etsy: restock from here, on', etsy.restockOn)
  await happens(walker, { sell: { listing: clayThread.mug, product: 'MUG-L', count: 999 } })
  await chat.sees('Etsy: sold out, with Restock', etsy.soldOut)
  await chat.presses(etsy.restockButton)
  await chat.sees('Etsy: how many pieces', etsy.amount)
  await chat.presses(etsy.otherNumber)
  await chat.sees('Etsy: another number of pieces', etsy.piecesAsk)
  await chat.says('12')
  await chat.sees('Etsy: set the pieces?', etsy.restockCard)
  await chat.presses(etsy.setNow)
  await chat.sees('Etsy: the pieces are set', etsy.restockDone)
  await chat.sees('Etsy: back in stock', etsy.restocked)
  await chat.presses(etsy.post)
  await chat.sees('Etsy: a post for a channel', etsy.postText)
}

/** Shares the alerts. @returns what the link opens the chat with */
export async function invite({ chat, control, words, userId }: Walker): Promise<string> {
  const { etsy } = words
  await chat.says('/shops')
  await chat.sees('Etsy: shops', etsy.shops)
  await chat.presses(/^Clay & Thread$/)
  await chat.sees('Etsy: a shop', etsy.card)
  await chat.presses(etsy.chatsButton)
  await chat.sees('Etsy: who gets the alerts', etsy.chats)
  await chat.presses(etsy.invite)
  await chat.sees('Etsy: link for a colleague', etsy.inviteLink)
  const { text } = await control.sees(userId, etsy.inviteLink)
  return etsy.inviteLink.exec(text ?? '')?.[1] ?? ''
}

/** A colleague comes to the alerts. */
export async function join({ chat, words }: Walker, payload: string): Promise<void> {
  const { etsy } = words
  await chat.says(`/start ${payload}`)
  await chat.sees('Etsy: invited', etsy.invited)
  await chat.presses(etsy.accept)
  await chat.sees('Etsy: gets the alerts', etsy.joined)
  await chat.says('/shops')
  await chat.presses(/^Clay & Thread$/)
  await chat.sees('Etsy: somebody else’s shop', etsy.somebodyElses)
  await chat.presses(etsy.leave)
  await chat.sees('Etsy: stop these alerts?', etsy.leaveAsk)
}

/** Sends alerts to a server of one's own, and thinks better of it. */
export async function useServer({ chat, words }: Walker): Promise<void> {
  const { etsy } = words
  const receiver = createServer((_request, response) => response.end()).listen(0, '127.0.0.1')
  await new Promise((resolve) => receiver.once('listening', resolve))
  const address = receiver.address()
  await chat.sees('Etsy: somebody came', etsy.came)
  await chat.says('/shops')
  await chat.presses(/^Clay & Thread$/)
  await chat.presses(etsy.more)
  await chat.sees('Etsy: a shop, More…', etsy.shopMore)
  await chat.presses(etsy.server)
  await chat.sees('Etsy: no server yet', etsy.noServer)
  await chat.presses(etsy.addAddress)
  await chat.sees('Etsy: address of a server', etsy.addressAsk)
  await chat.says(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
  await chat.sees('Etsy: a server', etsy.address)
  await chat.presses(etsy.showSecret)
  await chat.sees('Etsy: its secret', etsy.secret)
  await chat.presses(etsy.toServer)
  await chat.sees('Etsy: a server', etsy.address)
  await chat.presses(etsy.test)
  await chat.sees('Etsy: a test', etsy.tested)
  await chat.presses(etsy.toServer)
  await chat.presses(etsy.newSecret)
  await chat.sees('Etsy: a new secret?', etsy.newSecretAsk)
  await chat.presses(etsy.toServer)
  await chat.presses(etsy.removeAddress)
  await chat.sees('Etsy: remove the address?', etsy.removeAsk)
  await chat.presses(etsy.removeNow)
  await chat.sees('Etsy: no server yet', etsy.noServer)
  receiver.close()
}

/** Etsy takes the permission back, and the seller lets the shop go. */
export async function unlinkShop(walker: Walker): Promise<void> {
  const { chat, words } = walker
  const { etsy } = words
  await happens(walker, { revoke: clayThread.userId })
  await chat.sees('Etsy: disconnected', etsy.disconnected)
  await chat.says('/shops')
  await chat.presses(/^Clay & Thread$/)
  await chat.sees('Etsy: a shop, disconnected', etsy.cardDisconnected)
  await chat.says('/unlink')
  await chat.sees('Etsy: unlink?', etsy.unlinkAsk)
  await chat.presses(etsy.unlink)
  await chat.sees('Etsy: unlinked', etsy.unlinked)
}
