import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { generateSchema, schemaFile } from '../scripts/generate-schema.ts'
import { type StandinOptions, type StandinState, startStandin } from '../src/index.ts'
import { caller, type Loose, png, setup } from './support.ts'

const restart = async (state: StandinState, options: StandinOptions = {}) => {
  // Through JSON, as the playground keeps it on disk.
  const standin = await startStandin({ state: JSON.parse(JSON.stringify(state)), ...options })
  onTestFinished(() => standin.close())
  return standin
}

test('a restart keeps everything and reuses no id', async () => {
  const { standin, bot, anna, call } = await setup()
  const ivan = standin.createUser({ firstName: 'Ivan' }).id
  const group = standin.createChat({ type: 'group', title: 'Crew', members: [anna, ivan], bot: 'administrator' }).id
  standin.sendMessage(anna, { document: { bytes: Buffer.from('hello'), filename: 'a.txt' } })
  const sent = (
    await call('sendMessage', {
      chat_id: anna,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
    })
  ).result
  await call('setMyCommands', { commands: [{ command: 'help', description: 'Help' }] })
  standin.block(ivan)
  const pressed = standin.press(anna, { button: 'Go', timeoutMs: 10 })
  await pressed
  const before = standin.updates().map((entry) => entry.updateId)
  const state = standin.snapshot()
  await standin.close()

  const again = await restart(state)
  const callAgain = caller(again.url, bot.token)
  expect(again.messages(anna)).toEqual(standin.messages(anna))
  expect(again.blocked(ivan)).toBe(true)
  expect(again.commands(anna)).toEqual([{ command: 'help', description: 'Help' }])
  const updates = (await callAgain('getUpdates')).result
  expect(updates.map((update: Loose) => update.update_id)).toEqual(before)
  const query = updates.at(-1).callback_query
  expect(await callAgain('answerCallbackQuery', { callback_query_id: query.id })).toMatchObject({ ok: true })
  expect(again.sendMessage(anna, { text: 'next' }).messageId).toBeGreaterThan(sent.message_id)
  expect(again.createUser({ firstName: 'Cleo' }).id).toBeGreaterThan(ivan)
  expect(again.createChat({ type: 'group', title: 'New', members: [anna], bot: 'member' }).id).toBeLessThan(group)
  expect(again.updates().at(-1)?.updateId).toBeGreaterThan(before.at(-1) ?? 0)
  expect(Buffer.from(again.file(again.messages(anna).messages[1]?.document?.file_id ?? '') ?? []).toString()).toBe(
    'hello',
  )
  expect((await callAgain('editMessageText', { chat_id: anna, message_id: sent.message_id, text: 'y' })).ok).toBe(true)
})

test('a snapshot from before albums, payments and pins still loads', async () => {
  const { standin, anna, call } = await setup()
  const { message_id } = (await call('sendMessage', { chat_id: anna, text: 'x' })).result
  standin.react(anna, message_id, '👍')
  const state: Loose = JSON.parse(JSON.stringify(standin.snapshot()))
  const { payments: _, invoiceLinks: __, ...old } = state
  delete old.counters.album
  delete old.counters.payment
  for (const thread of old.bots[0].privates) {
    delete thread.pinned
    for (const stored of thread.messages) delete stored.reactors
  }
  const again = await restart(old)
  expect(again.messages(anna).messages.at(-1)).toMatchObject({ reactions: ['👍'], pinned: false })
  again.pin(anna, message_id)
  const photo = { bytes: png(), filename: 'a.png' }
  again.sendMessage(anna, { album: [{ photo }, { photo }] })
  expect(again.messages(anna).messages.at(-1)?.media_group_id).toMatch(/^\d+$/)
})

test('files can live in a folder instead of the snapshot', async () => {
  const filesDir = mkdtempSync(join(tmpdir(), 'standin-files-'))
  onTestFinished(() => rmSync(filesDir, { recursive: true }))
  const { standin, anna } = await setup({ filesDir })
  standin.sendMessage(anna, { photo: { bytes: png(), filename: 'a.png' } })
  const id = standin.messages(anna).messages.at(-1)?.photo?.file_id ?? ''
  const state = standin.snapshot()
  expect(state.files[0]?.base64).toBeNull()
  const again = await restart(state, { filesDir })
  expect(Buffer.from(again.file(id) ?? [])).toEqual(Buffer.from(png()))
})

test('the committed schema is what the generator writes, and the coverage page follows it', async () => {
  expect(
    readFileSync(schemaFile, 'utf8') === generateSchema(),
    'stale: run "pnpm generate" in packages/telegram-standin',
  ).toBe(true)
  const { standin } = await setup()
  const coverage = (await (await fetch(`${standin.url}/coverage.json`)).json()) as Record<string, string[]>
  expect(coverage.implemented).toContain('sendMessage')
  expect(coverage.accepted).toEqual(['close', 'logOut'])
  expect(Object.values(coverage).flat()).toHaveLength(187)
  expect(await (await fetch(`${standin.url}/coverage`)).text()).toContain('<code>sendInvoice</code>')
})
