import type { MessageContent, NotificationIntent, Topic } from '@bazaar/core/notifications'
import { expect, it, vi } from 'vitest'
import { buildIntent, message } from './outbox-harness.ts'
import { type Call, refuse } from './scripted-telegram.ts'
import { drainAll, outbox, reopen, telegram, useOutbox } from './use-outbox.ts'

const topics: readonly Topic[] = [{ id: 'test-receipt', lane: 'reservation', errsOn: 'duplicate' }]
useOutbox({ topics })

const rest = message('Further down')
const qr = (text: string): MessageContent => ({ ...message(text), photo: { qr: text } })
const emit = (text: string, more: Partial<NotificationIntent> = {}) =>
  outbox.db.tx((tx) => outbox.notifications.emit(tx, buildIntent('test-receipt', text, more)))
const move = (before: bigint | undefined, text: string, more: Partial<NotificationIntent> = {}) =>
  outbox.db.tx((tx) => outbox.notifications.move(tx, { before, to: buildIntent('test-receipt', text, more), rest }))

const said = ({ method, payload }: Call): string => {
  const media = payload.media as { caption?: string } | undefined
  return [method, payload.message_id, media?.caption ?? payload.caption ?? payload.text].filter(Boolean).join(' ')
}
const executed = () => telegram.executed.map(said)

/** Cards that handlers sent have numbers that no message of the outbox has. */
const card = 900

it('makes the card that was confirmed the receipt, with its picture, and edits it from then on', async () => {
  const { id } = await emit('4821', { onto: { id: card }, content: qr('4821') })
  await drainAll()
  await outbox.db.tx((tx) => outbox.notifications.edit(tx, id, { ...message('Collected'), photo: 'keep' }))
  await drainAll()
  expect(executed()).toEqual([`editMessageMedia ${card} 4821`, `editMessageCaption ${card} Collected`])
})

it.each(['message to edit not found', "message can't be edited", 'there is no media in the message to edit'])(
  'sends it anew, once, where the card is refused: %s',
  async (refusal) => {
    telegram.script(({ method }) => (method === 'editMessageMedia' ? refuse.badRequest(refusal) : undefined))
    const { id } = await emit('4821', { onto: { id: card }, content: qr('4821') })
    await drainAll()
    await outbox.db.tx((tx) => outbox.notifications.edit(tx, id, { ...message('Collected'), photo: 'keep' }))
    await drainAll()
    expect(executed()).toEqual(['sendPhoto 4821', `deleteMessage ${card}`, 'editMessageCaption 1 Collected'])
  },
)

it('asks a server once whether it makes a picture of a text, and still of what is a picture', async () => {
  let isRefused = false
  await reopen({ sender: { textToPicture: { isRefused: () => isRefused, refuse: () => (isRefused = true) } } })
  telegram.script(({ method, payload }) =>
    method === 'editMessageMedia' && payload.message_id !== 903
      ? refuse.badRequest('there is no media in the message to edit')
      : undefined,
  )
  for (const id of [901, 902, 903]) await emit(`${id}`, { onto: { id, isText: id !== 903 }, content: qr(`${id}`) })
  await drainAll()
  const texts = telegram.calls.map(said)
  expect(texts.filter((text) => text.startsWith('editMessageMedia'))).toEqual([
    'editMessageMedia 901 901',
    'editMessageMedia 903 903',
  ])
  expect(executed()).toEqual([
    ...['sendPhoto 901', 'deleteMessage 901', 'sendPhoto 902', 'deleteMessage 902'],
    'editMessageMedia 903 903',
  ])
})

it('says what is new by then when the card waits to become it', async () => {
  const { id } = await emit('4821', { onto: { id: card } })
  await outbox.db.tx((tx) => outbox.notifications.edit(tx, id, message('Cancelled')))
  await drainAll()
  expect(executed()).toEqual([`editMessageText ${card} Cancelled`])
})

it('is there once when the answer to the edit was lost', async () => {
  let isFirst = true
  telegram.script(() => {
    if (!isFirst) return refuse.badRequest('message is not modified: specified new message content …')
    isFirst = false
    return 'cut-after'
  })
  await emit('4821', { onto: { id: card } })
  await drainAll()
  expect(executed()).toEqual([`editMessageText ${card} 4821`])
  expect(telegram.calls).toHaveLength(2)
})

it('moves: the new one first, then the old one is taken away', async () => {
  const first = await emit('4821')
  await drainAll()
  const { id, created } = await move(first.id, 'Pickup starts now. 4821')
  await drainAll()
  expect(created).toBe(true)
  await outbox.db.tx((tx) => outbox.notifications.edit(tx, id, message('Collected')))
  await drainAll()
  expect(executed()).toEqual([
    'sendMessage 4821',
    'sendMessage Pickup starts now. 4821',
    'deleteMessage 1',
    'editMessageText 2 Collected',
  ])
})

it('leaves words without a code where Telegram deletes no more', async () => {
  const first = await emit('4821')
  await drainAll()
  telegram.script(({ method }) =>
    method === 'deleteMessage' ? refuse.badRequest("message can't be deleted") : undefined,
  )
  await move(first.id, 'Again 4821')
  await drainAll()
  expect(executed()).toEqual(['sendMessage 4821', 'sendMessage Again 4821', 'editMessageText 1 Further down'])
})

it('never sends what it replaces while that waits', async () => {
  const first = await emit('4821')
  await move(first.id, 'Pickup starts now. 4821')
  await drainAll()
  expect(executed()).toEqual(['sendMessage Pickup starts now. 4821'])
})

it('takes away what was on its way', async () => {
  const first = await emit('4821')
  let release = () => {}
  telegram.script((_call, nth) =>
    nth === 1 ? new Promise((resolve) => (release = () => resolve(undefined))) : undefined,
  )
  outbox.sender.start()
  await vi.waitFor(() => expect(telegram.calls).toHaveLength(1), { timeout: 30_000 })
  await move(first.id, 'Pickup starts now. 4821')
  release()
  await drainAll()
  expect(executed()).toEqual(['sendMessage 4821', 'sendMessage Pickup starts now. 4821', 'deleteMessage 1'])
})

it('edits it where it stands already', async () => {
  const first = await emit('4821')
  await drainAll()
  expect(await move(first.id, 'Still 4821', { onto: { id: 1 } })).toEqual({ id: first.id, created: false })
  await drainAll()
  expect(executed()).toEqual(['sendMessage 4821', 'editMessageText 1 Still 4821'])
})

it('tells once, and takes nothing away the second time', async () => {
  const first = await emit('4821')
  const reminder = { entity: 'purchase:1', transition: 'start' }
  const moved = await move(first.id, 'Starts now', reminder)
  await drainAll()
  expect(await move(moved.id, 'Starts now', reminder)).toEqual({ id: moved.id, created: false })
  await drainAll()
  expect(executed()).toEqual(['sendMessage Starts now'])
})

it('keeps the old one when the new one is refused for good', async () => {
  const first = await emit('4821')
  await drainAll()
  telegram.script(({ method }) => (method === 'sendMessage' ? refuse.badRequest('a fault of ours') : undefined))
  await move(first.id, 'Never')
  await drainAll()
  expect(executed()).toEqual(['sendMessage 4821'])
})

it('is nobody else’s once it became another thing: nothing is said over it, and nothing takes it away', async () => {
  const first = await emit('Over')
  await drainAll()
  const second = await emit('4821', { onto: { id: 1 } })
  await drainAll()
  await outbox.db.tx((tx) => outbox.notifications.edit(tx, first.id, message('Over, once more')))
  await move(first.id, 'Anything else?')
  await drainAll()
  await outbox.db.tx((tx) => outbox.notifications.edit(tx, second.id, message('Collected')))
  await drainAll()
  expect(executed()).toEqual([
    'sendMessage Over',
    'editMessageText 1 4821',
    'sendMessage Anything else?',
    'editMessageText 1 Collected',
  ])
})

it('stands where it is about to stand: asked for again while the edit is under way, nothing is taken away', async () => {
  const { id } = await emit('4821', { onto: { id: card } })
  let release = () => {}
  telegram.script((_call, nth) =>
    nth === 1 ? new Promise((resolve) => (release = () => resolve(undefined))) : undefined,
  )
  outbox.sender.start()
  await vi.waitFor(() => expect(telegram.calls).toHaveLength(1), { timeout: 30_000 })
  expect(await move(id, 'Still 4821', { onto: { id: card } })).toEqual({ id, created: false })
  release()
  await drainAll()
  expect(executed()).toEqual([`editMessageText ${card} 4821`, `editMessageText ${card} Still 4821`])
})

it('leaves nothing behind of a chain whose middle was never sent', async () => {
  const first = await emit('4821')
  await drainAll()
  const second = await move(first.id, 'Shown 4821')
  await move(second.id, 'Shown again 4821')
  await drainAll()
  expect(executed()).toEqual(['sendMessage 4821', 'sendMessage Shown again 4821', 'deleteMessage 1'])
})

it('shows what happens in the message that is still there, when the one in its place was refused', async () => {
  const first = await emit('4821')
  await drainAll()
  telegram.script(({ method }) => (method === 'sendMessage' ? refuse.badRequest('a fault of ours') : undefined))
  const { id } = await move(first.id, 'Never')
  await drainAll()
  telegram.script(() => undefined)
  await outbox.db.tx((tx) => outbox.notifications.edit(tx, id, message('Cancelled')))
  await drainAll()
  await move(id, 'New')
  await drainAll()
  expect(executed()).toEqual(['sendMessage 4821', 'editMessageText 1 Cancelled', 'sendMessage New', 'deleteMessage 1'])
})

it.each(['waiting', 'under way'])('of two things for one message, the first, %s, comes as its own', async (state) => {
  const first = await emit('one', { onto: { id: card } })
  let release = () => {}
  if (state === 'under way') {
    telegram.script((_call, nth) =>
      nth === 1 ? new Promise((resolve) => (release = () => resolve(undefined))) : undefined,
    )
    outbox.sender.start()
    await vi.waitFor(() => expect(telegram.calls).toHaveLength(1), { timeout: 30_000 })
  }
  const second = await emit('two', { onto: { id: card } })
  release()
  await drainAll()
  await outbox.db.tx((tx) => outbox.notifications.edit(tx, first.id, message('one, over')))
  await outbox.db.tx((tx) => outbox.notifications.edit(tx, second.id, message('two, over')))
  await drainAll()
  const shown = new Map<unknown, string>()
  for (const { payload } of telegram.executed) shown.set(payload.message_id ?? 'new', String(payload.text))
  expect(executed().filter((call) => call.startsWith('sendMessage'))).toEqual(['sendMessage one'])
  expect(shown.get(card)).toBe('two, over')
  expect(executed().at(-2)).toMatch(/^editMessageText \d+ one, over$/)
  expect(executed()).not.toContain(`editMessageText ${card} one, over`)
})
