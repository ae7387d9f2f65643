import { startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pictures } from './pictures.ts'
import { createSurveyFeature, newSurvey, type Survey } from './survey-feature.ts'

const survey: Survey = newSurvey()
/** What Telegram's clock is ahead of the machine's. */
let aheadMs = 0
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({
    features: [createSurveyFeature(survey)],
    standin: { now: () => Date.now() + aheadMs },
  })
})
afterAll(() => platform?.stop())
beforeEach(() => {
  Object.assign(survey, newSurvey())
  aheadMs = 0
})

type Person = ReturnType<TestPlatform['telegram']['user']>

const hour = 3_600_000
const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.flat().map(({ text }) => text)
/** The bot's messages that can be pressed, once everything that was said is handled. */
async function pressable(person: Person): Promise<readonly number[]> {
  await waitFor('everything is handled', async () => {
    const { rows } = await platform.app.core.db.pool.query('SELECT 1 FROM core_inbox WHERE done_at IS NULL')
    return rows.length === 0
  })
  return person.botMessages().flatMap((message) => (message.buttons.length > 0 ? [message.message_id] : []))
}
const messageOf = (person: Person) =>
  platform.app.core.db.prisma.formMessage.findFirst({ where: { userId: BigInt(person.id) } })

async function messageAt(person: Person, id: number) {
  await pressable(person)
  return person.botMessages().find(({ message_id }) => message_id === id)
}

/** Deletes one of the bot's messages, as a person may do on both sides of a private chat. */
async function deletes(person: Person, messageId: number): Promise<void> {
  const url = `${platform.standin.url}/bot${platform.account.token}/deleteMessage`
  const body = JSON.stringify({ chat_id: person.id, message_id: messageId })
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  expect(answer.ok).toBe(true)
}

async function started(name = 'Anna'): Promise<{ readonly anna: Person; readonly form: number }> {
  const anna = platform.telegram.user(name)
  await anna.sends('/short')
  const { message_id } = await anna.sees(/Step 1 of 3/)
  return { anna, form: message_id }
}

/** As far as the question for a place. */
async function atPlace(): Promise<Person> {
  const anna = platform.telegram.user('Anna')
  await anna.sends('/ask')
  await anna.sees(/Step 1 of 9/)
  for (const say of ['Anna', '33', '12']) await anna.sends(say)
  await anna.sees(/Your kind/)
  await anna.presses('A dog')
  await anna.presses('Not yet')
  await anna.presses('Skip')
  await anna.sees(/Press the button below/)
  return anna
}

describe('a form', () => {
  it('is one message from its first question to its end', async () => {
    const { anna, form } = await started()
    await anna.sends('A name that is much too long')
    await anna.sees(/within 20[\s\S]*Your name/)
    await anna.sends('Anna')
    await anna.sees(/Step 2 of 3\n✓ Name: Anna\n\nYour note/)
    await anna.presses('Skip')
    expect((await anna.sees(/Your city/)).text).not.toContain('Note')
    await anna.sends('Pune')
    expect(labels(await anna.sees(/Is everything right/))).toEqual(['✅ Send', '✏️ Change something…', '✖ Cancel'])
    await anna.presses('✅ Send')
    const end = await anna.sees(/Thank you/)
    expect(anna.botMessages()).toEqual([end])
    expect(end.message_id).toBe(form)
    expect(await messageOf(anna)).toBeNull()
  })

  it('has one main action on each screen', async () => {
    const { anna } = await started()
    await anna.sends('Anna')
    await anna.sends('a note')
    await anna.sends('Pune')
    const styles = (message: { readonly buttons: readonly (readonly object[])[] }) =>
      message.buttons.flat().flatMap((button) => ('style' in button && button.style ? [button.style] : []))
    expect(styles(await anna.sees(/Is everything right/))).toEqual(['success'])
    await anna.sends('/ping')
    expect(styles(await anna.sees(/aside/))).toEqual(['primary'])
    await anna.presses('▶️ Continue')
    await anna.sees(/Is everything right/)
    await anna.presses('✏️ Change something…')
    const fields = await anna.sees(({ buttons }) => buttons.length === 3)
    expect(fields.buttons.map((row) => row.map(({ text }) => text))).toEqual([
      ['✏️ Name', '✏️ Note'],
      ['✏️ City'],
      ['‹ Back'],
    ])
    await anna.presses('‹ Back')
    expect(labels(await anna.sees(/Is everything right/))).toContain('✅ Send')
  })

  it('moves to the bottom after the fourth message below it', async () => {
    const { anna, form } = await started()
    for (const count of [1, 2, 3]) {
      await anna.sends(`x${'y'.repeat(20 + count)}`)
      expect((await anna.sees(new RegExp(`has ${21 + count} characters`))).message_id).toBe(form)
    }
    const fourth = await anna.sends('Anna')
    const { message_id } = await anna.sees(/Step 2 of 3/)
    expect(message_id).toBeGreaterThan(fourth)
    expect(await pressable(anna)).toEqual([message_id])
    expect(anna.botMessages()).toHaveLength(1)
  })

  it('moves sooner where its buttons take the room, or the answer does', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/ask')
    const form = await anna.sees(/Step 1 of 9/)
    await anna.sends('Anna')
    await anna.sees(/Step 2 of 9/)
    await anna.sends('33')
    await anna.sees(/Step 3 of 9/)
    const third = await anna.sends('12')
    const { message_id, buttons } = await anna.sees(/Your kind/)
    expect(buttons).toHaveLength(4)
    expect(message_id).toBeGreaterThan(third)
    expect(await pressable(anna)).toEqual([message_id])
    expect(form.message_id).toBeLessThan(third)
    // Four lines of a phone are almost three short messages.
    await anna.sends('a parrot, '.repeat(14))
    const again = await anna.sees(/press one of the buttons/)
    expect(again.message_id).toBeGreaterThan(message_id)
  })

  it.each([
    ['a picture', { photo: { bytes: pictures.png, filename: 'one.png' } }],
    ['a long text', 'z'.repeat(201)],
    ['a location', { location: { latitude: 1, longitude: 1 } }],
  ])('moves below %s at once', async (_what, sent) => {
    const { anna, form } = await started()
    await anna.sends(sent)
    const { message_id } = await anna.sees(/Step 1 of 3/)
    expect(message_id).toBeGreaterThan(form)
    expect(await pressable(anna)).toEqual([message_id])
  })

  it('answers a refusal that is repeated, where it is seen', async () => {
    const { anna, form } = await started()
    const long = 'y'.repeat(30)
    await anna.sends(long)
    await anna.sees(/within 20/)
    await anna.sends(long)
    expect((await anna.sees(/within 20/)).message_id).toBeGreaterThan(form)
    expect(await pressable(anna)).toHaveLength(1)
  })

  it('that the person deleted comes again with the next answer', async () => {
    const { anna, form } = await started()
    await deletes(anna, form)
    await anna.sends('Anna')
    await anna.sees(/Step 2 of 3/)
    expect(await pressable(anna)).toHaveLength(1)
    expect(anna.botMessages()).toHaveLength(1)
  })

  it('that is too old to be deleted loses its buttons when it moves', async () => {
    const { anna, form } = await started()
    aheadMs = 49 * hour
    await anna.sends('/resume')
    const { message_id } = await anna.sees(({ message_id }) => message_id > form)
    expect(await pressable(anna)).toEqual([message_id])
    expect(anna.botMessages().map((message) => message.message_id)).toContain(form)
  })

  it('that was opened in an old message moves to the bottom with the first answer', async () => {
    aheadMs = -hour
    const anna = platform.telegram.user('Anna')
    await anna.sends('/menu')
    const menu = await anna.sees(/What would you like/)
    aheadMs = 0
    await anna.presses('Fill in a survey')
    expect((await anna.sees(/Step 1 of 9/)).message_id).toBe(menu.message_id)
    await anna.sends('Anna')
    const { message_id } = await anna.sees(/Step 2 of 9/)
    expect(message_id).toBeGreaterThan(menu.message_id)
    expect(await pressable(anna)).toEqual([message_id])
  })

  it('that can be neither edited nor deleted still shows where it is when it is pressed', async () => {
    const { anna, form } = await started()
    const cannot = { chat_id: anna.id, kind: '400', description: "message can't be edited", times: 2 } as const
    for (const method of ['deleteMessage', 'editMessageReplyMarkup']) platform.standin.faults.add({ method, ...cannot })
    await anna.sends('z'.repeat(201))
    const { message_id } = await anna.sees(({ message_id }) => message_id > form)
    expect(await pressable(anna)).toEqual([form, message_id])
    platform.standin.faults.clear()
    await anna.presses('✖ Cancel', { messageId: form })
    await anna.sees(/Cancelled/)
    expect(anna.botMessages(/Step/)).toEqual([])
  })
})

describe('an interruption', () => {
  it('leaves one button, which brings the form to the bottom', async () => {
    const { anna, form } = await started()
    await anna.sends('Anna')
    await anna.sees(/Step 2 of 3/)
    await anna.sends('/ping')
    const reminder = await anna.sees(/aside/)
    expect(labels(reminder)).toEqual(['▶️ Continue'])
    expect(await pressable(anna)).toEqual([reminder.message_id])
    await anna.presses('▶️ Continue')
    const again = await anna.sees(/Step 2 of 3\n✓ Name: Anna/)
    expect(again.message_id).toBeGreaterThan(reminder.message_id)
    expect(await pressable(anna)).toEqual([again.message_id])
    expect(anna.botMessages().map(({ message_id }) => message_id)).not.toContain(form)
    await anna.sends('goes on')
    await anna.sees(/Step 3 of 3/)
  })

  it('by several commands is one reminder in the end, also after /resume', async () => {
    const { anna } = await started()
    for (const _ of [1, 2]) {
      await anna.sends('/ping')
      await anna.sees(/aside/)
      await anna.sends('/resume')
      const { message_id } = await anna.sees(/Step 1 of 3/)
      expect(await pressable(anna)).toEqual([message_id])
    }
    expect(anna.botMessages(/aside/)).toEqual([])
  })

  it.each([
    ['with an answer', ['Anna'], /Step 2 of 3\n✓ Name: Anna/, /with what you have entered/],
    ['without an answer', [], /Step 1 of 3\nYour name/, /aside\. Press/],
  ])('of a form %s leaves a way back, whatever was opened', async (_what, answers, question, reminder) => {
    const { anna, form } = await started()
    for (const answer of answers) {
      await anna.sends(answer)
      await anna.sees(/Step 2 of 3/)
    }
    await anna.sends('/ask')
    const other = await anna.sees(/Step 1 of 9/)
    expect(await pressable(anna)).toEqual([form, other.message_id])
    expect(labels((await messageAt(anna, form)) ?? other)).toEqual(['▶️ Continue'])
    await anna.presses('▶️ Continue', { messageId: form })
    expect((await anna.sees(question)).message_id).toBe(form)
    expect(await pressable(anna)).toEqual([form, other.message_id])
    expect(labels((await messageAt(anna, other.message_id)) ?? other)).toEqual(['▶️ Continue'])
    // What was opened below it hides it on a phone.
    await anna.sends('Boris')
    const { message_id } = await anna.sees(/Step [23] of 3/)
    expect(message_id).toBeGreaterThan(other.message_id)
    await anna.sends('/short')
    await anna.sees(/Continue where you stopped/)
    await anna.presses('🔄 Start again')
    await anna.sees(/Step 1 of 3/)
    for (const answer of answers) {
      await anna.sends(answer)
      await anna.sees(/Step 2 of 3/)
    }
    await anna.sends('/ping')
    expect(labels(await anna.sees(reminder))).toEqual(['▶️ Continue'])
  })

  it('takes the keyboard for sharing away, and what brought it', async () => {
    const anna = await atPlace()
    expect(anna.keyboard()).toEqual(['📍 Send my location'])
    await anna.sends('somewhere')
    await anna.sees(/send a location/)
    await pressable(anna)
    expect(anna.botMessages(/Press the button below, or/)).toHaveLength(1)
    await anna.sends('/ping')
    await anna.sees(/aside/)
    await pressable(anna)
    expect(anna.keyboard()).toEqual([])
    expect(anna.botMessages(/Press the button below, or/)).toEqual([])
    await anna.presses('▶️ Continue')
    await anna.sees(/Press the button below, or/)
    expect(anna.keyboard()).toEqual(['📍 Send my location'])
    await anna.presses('✖ Cancel')
    await anna.sees(/Cancelled/)
    await pressable(anna)
    expect(anna.keyboard()).toEqual([])
    expect(anna.botMessages(/Press the button below, or/)).toEqual([])
  })
})

describe('the keyboard for sharing', () => {
  it('goes, and leaves nothing in the chat', async () => {
    const anna = await atPlace()
    await anna.presses('✖ Cancel')
    await anna.sees(/Cancelled/)
    await pressable(anna)
    expect(anna.keyboard()).toEqual([])
    expect(anna.botMessages()).toHaveLength(1)
  })

  it('goes too where what took it away cannot be deleted', async () => {
    const anna = await atPlace()
    platform.standin.faults.add({ method: 'deleteMessage', chat_id: anna.id, kind: '400', times: 1 })
    await anna.presses('✖ Cancel')
    await anna.sees(/Cancelled/)
    await pressable(anna)
    expect(anna.keyboard()).toEqual([])
    expect(anna.botMessages().map(({ text }) => text)).toEqual([expect.stringMatching(/^Cancelled/), '👌 Noted.'])
  })
})

describe('cancelling', () => {
  it.each([
    ['a button', (anna: Person) => anna.presses('✖ Cancel')],
    ['/cancel', (anna: Person) => anna.sends('/cancel')],
  ])('by %s says what is lost, and nothing where nothing is', async (_how, cancel) => {
    const { anna, form } = await started()
    await cancel(anna)
    const nothing = await anna.sees(/^Cancelled\.$/)
    expect(nothing.message_id).toBe(form)
    await anna.sends('/short')
    await anna.sees(/Step 1 of 3/)
    await anna.sends('Anna')
    await anna.sees(/Step 2 of 3/)
    await cancel(anna)
    await anna.sees(/^Cancelled\. What you had entered is gone\.$/)
    expect(labels(nothing)).toEqual(['🏠 Home'])
  })
})

it('a draft of before messages were written down goes on', async () => {
  const { anna, form } = await started()
  await platform.app.core.db.prisma.formMessage.deleteMany({ where: { userId: BigInt(anna.id) } })
  await anna.presses('✖ Cancel', { messageId: form })
  await anna.sees(/^Cancelled/)
  await anna.sends('/short')
  await anna.sees(/Step 1 of 3/)
  await platform.app.core.db.prisma.formMessage.deleteMany({ where: { userId: BigInt(anna.id) } })
  await anna.sends('Anna')
  const { message_id } = await anna.sees(/Step 2 of 3/)
  await anna.sends('a note')
  expect((await anna.sees(/Step 3 of 3/)).message_id).toBe(message_id)
})

it('a press and a message at the same time, at two processes, leave one question', { timeout: 60_000 }, async () => {
  const two = await startTestPlatform({
    features: [createSurveyFeature(newSurvey())],
    mode: 'webhook',
    replicas: 2,
  })
  try {
    for (const name of ['Anna', 'Boris', 'Clara']) {
      const person = two.telegram.user(name)
      await person.sends('/short')
      await person.sees(/Step 1 of 3/)
      await person.sends('Anna')
      await person.sees(/Step 2 of 3/)
      await Promise.all([person.presses('Skip'), person.sends('Pune')])
      // The message is the note or the city; then the press skipped nothing any more, or the note.
      await person.sees(/Step 3 of 3|City: Pune/)
      await person.sends('/ping')
      await person.sees(/aside/)
      await waitFor('only the reminder can be pressed', () => {
        const [one, ...others] = person.botMessages().filter(({ buttons }) => buttons.length > 0)
        return others.length === 0 && one?.text?.includes('aside') === true
      })
      expect(person.botMessages(/Step|Is everything right/)).toHaveLength(1)
    }
  } finally {
    await two.stop()
  }
})
