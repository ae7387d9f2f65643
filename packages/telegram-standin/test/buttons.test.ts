import { expect, test } from 'vitest'
import { createDriver } from '../src/driver/index.ts'
import { setup } from './support.ts'

const inline = (...buttons: Record<string, unknown>[]) => ({ inline_keyboard: [buttons] })

const started = async () => {
  const { standin, call } = await setup()
  const anna = createDriver(standin).user('Anna')
  await anna.sends('/start')
  const send = (reply_markup: object, more: Record<string, unknown> = {}) =>
    call('sendMessage', { chat_id: anna.id, text: 'x', reply_markup, ...more })
  return { standin, call, anna, send }
}

test('buttons have a colour, copy a text or cannot be pressed', async () => {
  const { standin, anna, send } = await started()
  const red = { text: 'Cancel', style: 'danger', callback_data: 'no' }
  const copy = { text: 'Code', style: 'primary', copy_text: { text: 'K7 - Ω' } }
  const off = { text: 'Collect', style: 'success', disabled: {} }
  const { result } = await send(inline(red, copy, off))
  expect(result.reply_markup).toEqual(inline(red, copy, off))
  expect((await anna.sees('x')).buttons).toEqual([
    [
      { text: 'Cancel', style: 'danger', callback_data: 'no', url: null },
      { text: 'Code', style: 'primary', callback_data: null, url: null, copy_text: 'K7 - Ω' },
      { text: 'Collect', style: 'success', callback_data: null, url: null, disabled: true },
    ],
  ])
  expect(anna.clipboard()).toBeNull()
  expect(await anna.copies('Code')).toBe('K7 - Ω')
  expect(anna.clipboard()).toBe('K7 - Ω')
  await expect(anna.copies('Cancel')).rejects.toThrow('Anna sees no button "Cancel" that copies something.')
  await expect(anna.presses('Collect')).rejects.toThrow('The button "Collect" is disabled: nobody can press it.')
  expect(standin.updates().map((entry) => entry.kind)).toEqual(['message', 'message'])
  expect(standin.stats().findings).toEqual([])
})

test('reply keyboards have colours too', async () => {
  const { standin, anna, send } = await started()
  await send({ keyboard: [[{ text: 'Yes', style: 'success' }, 'No']] })
  expect(standin.messages(anna.id)).toMatchObject({ keyboard: [['Yes', 'No']], keyboard_styles: { Yes: 'success' } })
})

test('a button is of the kind that is read first, and two kinds are a finding', async () => {
  const { standin, send } = await started()
  const { result } = await send(inline({ text: 'a', disabled: {}, copy_text: { text: 'c' }, callback_data: 'd' }))
  expect(result.reply_markup).toEqual(inline({ text: 'a', callback_data: 'd' }))
  expect(standin.stats().findings).toHaveLength(1)
})

test('the server refuses other colours, long copies and empty kinds', async () => {
  const { send } = await started()
  const why = async (button: Record<string, unknown>) => (await send(inline({ text: 'a', ...button }))).description
  const unreadable = "Bad Request: can't parse inline keyboard button: "
  expect(await why({ style: 'blue', callback_data: 'd' })).toBe(`${unreadable}Invalid button style specified`)
  expect(await why({ copy_text: { text: 'x'.repeat(257) } })).toBe('Bad Request: BUTTON_COPY_TEXT_INVALID')
  expect(await why({ copy_text: { text: '' } })).toBe('Bad Request: BUTTON_COPY_TEXT_INVALID')
  expect(await why({ copy_text: 'x' })).toBe(`${unreadable}Field "text" must be of type String`)
  expect(await why({ disabled: true })).toBe(`${unreadable}Field "disabled" must be of type Object`)
  const keyboard = await send({ keyboard: [[{ text: 'a', style: 'blue' }]] })
  expect(keyboard.description).toBe("Bad Request: can't parse keyboard button: Invalid button style specified")
})

test('effects come in private chats only, and only those that are free', async () => {
  const { standin, call, anna, send } = await started()
  const party = { message_effect_id: '5046509860389126442' }
  expect((await send(inline({ text: 'a', callback_data: 'd' }), party)).result.effect_id).toBe(party.message_effect_id)
  expect((await anna.sees('x')).effect).toBe('🎉')
  expect((await send(inline({ text: 'a', callback_data: 'd' }), { message_effect_id: '17' })).description).toBe(
    'Bad Request: EFFECT_ID_INVALID',
  )
  const { id } = standin.createChat({ type: 'group', title: 'G', members: [anna.id], bot: 'member' })
  expect((await send(inline({ text: 'a', callback_data: 'd' }), { ...party, chat_id: id })).description).toBe(
    "Bad Request: can't use message effects in the chat",
  )
  const dice = await call('sendDice', { chat_id: anna.id, ...party })
  expect(dice.result.effect_id).toBe(party.message_effect_id)
  const copied = await call('copyMessages', {
    ...{ chat_id: anna.id, from_chat_id: anna.id, message_ids: [dice.result.message_id], ...party },
  })
  expect(copied.ok).toBe(true)
  expect(anna.last()?.effect).toBeNull()
  expect(standin.stats().findings.map((finding) => finding.message)).toEqual(['unknown parameter "message_effect_id"'])
})
