import type { MessageContent, Topic } from '@bazaar/core/notifications'
import { expect, it } from 'vitest'
import { buildIntent, message } from './outbox-harness.ts'
import { type Call, refuse } from './scripted-telegram.ts'
import { drainAll, outbox, telegram, useOutbox } from './use-outbox.ts'

const topics: readonly Topic[] = [
  { id: 'test-receipt', lane: 'money', errsOn: 'duplicate' },
  { id: 'test-broadcast', lane: 'broadcast', errsOn: 'loss' },
]
useOutbox({ topics })

const pictured = (text: string): MessageContent => ({ ...message(text), photo: { qr: text } })
const edit = (id: bigint, content: MessageContent) => outbox.db.tx((tx) => outbox.notifications.edit(tx, id, content))
const kept = (text: string): MessageContent => ({ ...message(text), photo: 'keep' })

/** A server that makes no picture of a text. */
const refuses = ({ method }: Call) =>
  method === 'editMessageMedia' ? refuse.badRequest('there is no media in the message to edit') : undefined

async function sent(topic: string): Promise<bigint> {
  const { id } = await outbox.db.tx((tx) => outbox.notifications.emit(tx, buildIntent(topic, 'Words')))
  await drainAll()
  return id
}

const executed = () =>
  telegram.executed.map(({ method, payload }) => [method, payload.message_id].filter(Boolean).join(' '))

it('sends the picture anew, takes the text away, and knows the new one from then on', async () => {
  const id = await sent('test-receipt')
  telegram.script(refuses)
  await edit(id, pictured('4821'))
  await drainAll()
  await edit(id, kept('Collected'))
  await drainAll()
  expect(executed()).toEqual(['sendMessage', 'sendPhoto', 'deleteMessage 1', 'editMessageCaption 2'])
})

it('edits in place where it can', async () => {
  const id = await sent('test-receipt')
  await edit(id, pictured('4821'))
  await drainAll()
  await edit(id, kept('Collected'))
  await drainAll()
  expect(executed()).toEqual(['sendMessage', 'editMessageMedia 1', 'editMessageCaption 1'])
})

it.each([
  ['test-receipt', 2, 'sent'],
  ['test-broadcast', 1, 'uncertain'],
])(
  'an answer to the new one that never comes, of %s: %i pictures, and the edit is %s',
  async (topic, pictures, state) => {
    const id = await sent(topic)
    let isFirst = true
    telegram.script((call) => {
      if (call.method !== 'sendPhoto' || !isFirst) return refuses(call)
      isFirst = false
      return 'cut-after'
    })
    await edit(id, pictured('4821'))
    await drainAll()
    expect(executed().filter((call) => call === 'sendPhoto')).toHaveLength(pictures)
    const { rows } = await outbox.db.pool.query("SELECT state FROM core_delivery WHERE kind = 'edit'")
    expect(rows).toEqual([{ state }])
  },
)
