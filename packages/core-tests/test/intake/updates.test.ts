import { startTestPlatform, type TestPlatform, waitFor, webhookSecret } from '@bazaar/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCounter } from '../bot/counters.ts'
import { createProbe, createProbeFeature } from '../bot/probe-feature.ts'

/** A message as Telegram would send it, which the stand-in knows nothing of. */
function messageUpdate(updateId: number, person: { readonly id: number; readonly name: string }, text: string) {
  const from = { id: person.id, is_bot: false, first_name: person.name }
  const chat = { id: person.id, type: 'private' as const, first_name: person.name }
  return { update_id: updateId, message: { message_id: updateId, date: 1_767_600_000, from, chat, text } }
}

async function post(url: string, update: object, secret: string | undefined = webhookSecret) {
  const response = await fetch(new URL('/telegram/webhook', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(secret && { 'x-telegram-bot-api-secret-token': secret }) },
    body: JSON.stringify(update),
  })
  return { status: response.status, retryAfter: response.headers.get('retry-after') }
}

describe('one update delivered again and again', () => {
  const probe = createProbe()
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({
      features: [createProbeFeature(probe)],
      mode: 'webhook',
      replicas: 2,
      env: { RATE_LIMIT_MAX_REQUESTS: '100000' },
    })
  })
  afterAll(() => platform?.stop())
  const deliver = (update: object) => post(platform.balancer?.url ?? '', update)

  it('ten times at once to two replicas has one effect, and is confirmed in the end', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/start')
    await anna.sees('Probe is open')
    const update = messageUpdate(9_000_001, anna, 'once')
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(update)))
    await anna.sees('You said once')
    expect(answers.map(({ status }) => status)).toContain(200)
    for (const { status, retryAfter } of answers)
      if (status !== 200) expect({ status, retryAfter }).toEqual({ status: 503, retryAfter: '1' })
    await waitFor('everybody is told that it is done', async () => (await deliver(update)).status === 200)
    expect(probe.ran.filter((line) => line === 'once')).toHaveLength(1)
    expect(anna.botMessages('You said once')).toHaveLength(1)
    expect([...(platform.balancer?.served.values() ?? [])].every((count) => count >= 4)).toBe(true)
  })

  it('a thousand old ones replayed after a restart have no second effect', async () => {
    const people = Array.from({ length: 20 }, (_, index) => platform.telegram.user(`P${index}`))
    const updates = Array.from({ length: 1_000 }, (_, index) =>
      messageUpdate(9_100_000 + index, people[index % 20] ?? platform.telegram.user('X'), `quiet ${index}`),
    )
    const lanes = people.map((_, lane) => updates.filter((_update, index) => index % 20 === lane))
    const deliverAll = () =>
      Promise.all(
        lanes.map(async (lane) => {
          const answers: unknown[] = []
          for (const update of lane) answers.push(await platform.replicas[update.update_id % 2]?.deliver(update))
          return answers
        }),
      )
    expect((await deliverAll()).flat().every((answer) => answer === 'done')).toBe(true)
    const ran = probe.ran.filter((line) => line.startsWith('quiet ')).toSorted()
    expect(ran).toHaveLength(1_000)
    await platform.restart()
    expect((await deliverAll()).flat().every((answer) => answer === 'done')).toBe(true)
    expect(probe.ran.filter((line) => line.startsWith('quiet ')).toSorted()).toEqual(ran)
  })

  it('a person whose first message and press arrive at once on two replicas is known to both', async () => {
    for (let round = 0; round < 20; round += 1) {
      const anna = platform.telegram.user('Anna')
      const ids = [9_200_000 + 2 * round, 9_200_001 + 2 * round]
      await Promise.all(ids.map((id) => deliver(messageUpdate(id, anna, `quietly ${id}`))))
      const person = await platform.app.core.users.find(BigInt(anna.id))
      expect(person).toMatchObject({ firstName: 'Anna', reachability: 'reachable' })
    }
    expect(platform.logged.filter((line) => line.includes('a handler failed'))).toEqual([])
  })

  it('without the secret is refused, under both addresses', async () => {
    const update = messageUpdate(9_300_000, { id: 77, name: 'X' }, 'let me in')
    for (const path of ['/telegram/webhook', '/api/webhook']) {
      const refused = await platform.app.http.app.inject({ method: 'POST', url: path, payload: update })
      expect(refused.statusCode).toBe(401)
      const headers = { 'x-telegram-bot-api-secret-token': 'wrong-secret-of-tests' }
      const wrong = await platform.app.http.app.inject({ method: 'POST', url: path, payload: update, headers })
      expect(wrong.statusCode).toBe(401)
    }
    expect(probe.ran).not.toContain('let me in')
    const headers = { 'x-telegram-bot-api-secret-token': webhookSecret }
    const taken = await platform.app.http.app.inject({ method: 'POST', url: '/api/webhook', payload: update, headers })
    expect(taken.statusCode).toBe(200)
    expect(probe.ran).toContain('let me in')
  })
})

describe('updates of odd shapes', () => {
  const probe = createProbe()
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({
      features: [createProbeFeature(probe)],
      // Made-up chats are no findings here.
      strict: false,
      env: { RATE_LIMIT_MAX_REQUESTS: '100000' },
    })
  })
  afterAll(() => platform?.stop())

  const odd = fc.constantFrom(
    'Anna',
    '<b>',
    '&amp;',
    '"',
    'مرحبا',
    '\u202Eevil',
    'a\0b',
    '\uD800',
    'x\uDC00y',
    '😀',
    ' ',
  )
  const name = fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 20 }))
  const text = fc.oneof(
    name,
    odd.map((part) => part.repeat(4_096).slice(0, 4_096)),
    fc.constantFrom('/start', '/', '/start x', '/verify'),
  )
  const user = fc.record(
    {
      id: fc.integer({ min: 1, max: 2 ** 40 }),
      is_bot: fc.boolean(),
      first_name: name,
      last_name: name,
      username: name,
      language_code: name,
    },
    { requiredKeys: ['id', 'is_bot', 'first_name'] },
  )
  const chat = fc.record(
    {
      id: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
      type: fc.constantFrom('private', 'group', 'supergroup', 'channel'),
      title: name,
    },
    { requiredKeys: ['id', 'type'] },
  )
  const message = fc.record(
    {
      message_id: fc.nat(),
      date: fc.nat(),
      chat,
      from: user,
      text,
      entities: fc.array(
        fc.record({
          type: fc.constantFrom('bot_command', 'bold', 'new'),
          offset: fc.integer({ min: -1, max: 9 }),
          length: fc.nat(99),
        }),
      ),
      migrate_to_chat_id: fc.integer(),
      sender_chat: chat,
      new_chat_members: fc.array(user),
      pinned_message: fc.object(),
      photo: fc.array(fc.object()),
    },
    { requiredKeys: ['message_id', 'date', 'chat'] },
  )
  const member = fc.record({
    chat,
    from: user,
    date: fc.nat(),
    old_chat_member: fc.record({ status: fc.string(), user }),
    new_chat_member: fc.record({ status: fc.constantFrom('kicked', 'member', 'odd'), user }),
  })
  const kinds = fc.oneof(
    fc.record({ message }),
    fc.record({ edited_message: message }),
    fc.record({ channel_post: message }),
    fc.record({ edited_channel_post: message }),
    fc.record({ my_chat_member: member }),
    fc.record({ chat_member: member }),
    fc.record({
      callback_query: fc.record(
        { id: fc.string(), from: user, chat_instance: name, data: text, message },
        { requiredKeys: ['id', 'from'] },
      ),
    }),
    fc.record({ inline_query: fc.record({ id: fc.string(), from: user, query: text, offset: fc.string() }) }),
    fc.record({
      message_reaction: fc.record(
        { chat, message_id: fc.nat(), user, date: fc.nat() },
        { requiredKeys: ['chat', 'message_id', 'date'] },
      ),
    }),
    fc.record({ poll: fc.object() }),
    fc.record({ something_new: fc.object() }),
    fc.constant({}),
  )

  it('never stop the bot', async () => {
    const anna = platform.telegram.user('Anna')
    const updates = fc.sample(kinds, 400)
    for (const [index, update] of updates.entries()) {
      platform.standin.rawUpdate(update)
      if (index % 100 === 99) {
        await anna.sends(`still there ${index}?`)
        await anna.sees(`still there ${index}?`, { withinMs: 15_000 })
      }
    }
    await expect.poll(async () => platform.standin.updates().filter(({ state }) => state === 'pending').length).toBe(0)
    const failures = platform.logged.filter((line) => JSON.parse(line).level === 'error')
    // What Telegram refuses for made-up chats is a handler's failure; anything else would be ours.
    const ours = failures.filter((line) => !/chat not found|Forbidden|blocked/.test(line))
    expect(ours.slice(0, 3)).toEqual([])
  })

  it('with any name or text are shown as they were written', async () => {
    for (const words of ['<b>bold</b> & "co"', 'a\0b', '\uD800lonely', '\u202Eright', '😀'.repeat(50)]) {
      const person = platform.telegram.user(words)
      await person.sends('/start')
      await person.sees(`Hello, ${words.toWellFormed().replaceAll('\0', '\uFFFD')}!`)
      await person.sends(words)
      await person.sees(`You said ${words.toWellFormed().replaceAll('\0', '\uFFFD')}`)
    }
    // Handlers and whatever they store never see what PostgreSQL refuses.
    expect(probe.ran).toContain('a\uFFFDb')
    expect(probe.ran.filter((text) => text.includes('\0') || !text.isWellFormed())).toEqual([])
  })

  it('that are as long as Telegram allows are answered, trimmed', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('<&>'.repeat(1_365))
    const reply = await anna.sees(/^You said <&>/)
    expect(reply.text?.length).toBe(4_096)
    expect(reply.text?.endsWith('…')).toBe(true)
  })
})

describe('the rate limit', () => {
  let platform: TestPlatform
  afterAll(() => platform?.stop())

  it('lets 100 updates a minute through and says how long to wait', async () => {
    const probe = createProbe()
    platform = await startTestPlatform({ features: [createProbeFeature(probe)] })
    const anna = platform.telegram.user('Anna')
    await anna.sends('/buttons')
    await anna.sees('Buttons')
    for (let index = 0; index < 99; index += 1) await anna.sends(`n${index}`)
    await anna.sees('You said n98')
    await anna.sends('one too many')
    await anna.sees(/Please wait \d+ (sec|min)/)
    // Telling it every time would be a flood of its own.
    await anna.sends('and another')
    const answer = await anna.presses('quick')
    expect(answer).toMatchObject({ answered: true, showAlert: true, text: expect.stringMatching(/Please wait \d+/) })
    expect(probe.ran).toEqual(Array.from({ length: 99 }, (_, index) => `n${index}`))
    expect(anna.botMessages(/Please wait/)).toHaveLength(1)
    expect(await readCounter(platform.app, 'rate_limited_total')).toBe(3)
    const boris = platform.telegram.user('Boris')
    await boris.sends('hello')
    await boris.sees('You said hello')
    await platform.stop()
  })

  it('recovers after the window', async () => {
    platform = await startTestPlatform({
      features: [createProbeFeature()],
      env: { RATE_LIMIT_MAX_REQUESTS: '2', RATE_LIMIT_WINDOW_SECONDS: '3' },
    })
    const anna = platform.telegram.user('Anna')
    for (const text of ['one', 'two', 'three']) await anna.sends(text)
    await anna.sees(/Please wait \d sec/)
    await waitFor('the window is over', async () => {
      await anna.sends('again')
      return anna.sees('You said again', { withinMs: 300 }).then(
        () => true,
        () => false,
      )
    })
  })
})
