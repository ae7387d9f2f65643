import { startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readCounter } from '../bot/counters.ts'
import { createProbe, createProbeFeature } from '../bot/probe-feature.ts'

/** More than run at once, and more than one chat may have waiting. */
const flood = 600

const errorsIn = (platform: TestPlatform): readonly string[] =>
  platform.logged.filter((line) => JSON.parse(line).level === 'error')

describe('a group that Telegram throttles', () => {
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({
      features: [createProbeFeature()],
      env: { RATE_LIMIT_MAX_REQUESTS: '100000', RATE_LIMIT_GROUP_MAX_REQUESTS: '100000' },
    })
  })
  beforeEach(() => platform.standin.faults.clear())
  afterAll(() => platform?.stop())

  const groupOf = (count: number) => {
    const members = Array.from({ length: count }, (_, index) => platform.telegram.user(`M${index}`))
    return { members, group: platform.telegram.group('Friends', members) }
  }
  const counted = (name: string): Promise<number> => readCounter(platform.app, name)

  it('keeps nobody else waiting, however much its members send', async () => {
    const { members, group } = groupOf(14)
    const stranger = platform.telegram.user('Stranger')
    platform.standin.faults.add({ chat_id: group, kind: '429', retry_after: 5, times: null })
    const before = await counted('lost_replies_total')
    for (let n = 0; n < flood; n += 1) await members[n % members.length]?.in(group).sends('/here')
    await waitFor('the flood was taken in', async () => (await counted('rate_limited_total')) > 0)
    await stranger.sends('hello')
    await stranger.sees('You said hello')
    expect(members[0]?.in(group).botMessages()).toEqual([])
    platform.standin.faults.clear()
    await waitFor('the group has its answers', async () => {
      const lost = (await counted('lost_replies_total')) - before
      const refused = await counted('rate_limited_total')
      return (members[0]?.in(group).botMessages('Here in').length ?? 0) + lost + refused === flood
    })
    expect(await counted('errors_total')).toBe(0)
    expect(errorsIn(platform)).toEqual([])
  })

  it('does not keep a new process from its work', async () => {
    const { members, group } = groupOf(1)
    const [anna, stranger] = [members[0]?.in(group), platform.telegram.user('Stranger')]
    platform.standin.faults.add({ chat_id: group, kind: '429', retry_after: 30, times: null })
    for (let n = 0; n < 3; n += 1) await anna?.sends('/here')
    await stranger.sends('hello')
    await stranger.sees('You said hello')
    await platform.restart()
    await stranger.sends('hello again')
    await stranger.sees('You said hello again')
    platform.standin.faults.clear()
    await platform.restart()
    await waitFor('nothing is lost', () => anna?.botMessages('Here in').length === 3)
  })

  it('or a person, gets its answers late, in order, and no word of an error', async () => {
    const anna = platform.telegram.user('Anna')
    platform.standin.faults.add({ method: 'sendMessage', chat_id: anna.id, kind: '429', retry_after: 1, times: 2 })
    for (const text of ['one', 'two', 'three']) await anna.sends(text)
    await waitFor('all are answered', () => anna.botMessages().length === 3)
    expect(anna.botMessages().map(({ text }) => text)).toEqual(['You said one', 'You said two', 'You said three'])
    expect(await counted('errors_total')).toBe(0)
  })

  it('loses an answer that would come too late, which is nobody’s error', async () => {
    const { members, group } = groupOf(2)
    const [anna, boris] = members
    platform.standin.faults.add({ method: 'sendMessage', chat_id: group, kind: '429', retry_after: 3_000_000 })
    const before = await counted('lost_replies_total')
    await anna?.in(group).sends('/here')
    await waitFor('the answer is lost', async () => (await counted('lost_replies_total')) === before + 1)
    await boris?.in(group).sends('/here')
    await waitFor('Telegram is not asked again', async () => (await counted('lost_replies_total')) === before + 2)
    expect(anna?.in(group).botMessages()).toEqual([])
    await anna?.sends('here it works')
    await anna?.sees('You said here it works')
    expect(await counted('errors_total')).toBe(0)
    expect(errorsIn(platform)).toEqual([])
  })

  it('or in which the bot may not write, hears no apology and alarms nobody', async () => {
    const { members, group } = groupOf(1)
    const before = await counted('lost_replies_total')
    platform.standin.faults.add({
      method: 'sendMessage',
      chat_id: group,
      kind: '400',
      description: 'not enough rights to send text messages to the chat',
    })
    await members[0]?.in(group).sends('/here')
    await waitFor('the answer is lost', async () => (await counted('lost_replies_total')) === before + 1)
    expect(members[0]?.in(group).botMessages()).toEqual([])
    expect(await counted('errors_total')).toBe(0)
  })
})

describe('the limit of a group', () => {
  let platform: TestPlatform
  beforeAll(async () => {
    platform = await startTestPlatform({
      features: [createProbeFeature()],
      env: { RATE_LIMIT_GROUP_MAX_REQUESTS: '4' },
    })
  })
  afterAll(() => platform?.stop())

  it('counts the commands and presses of all its members, and nothing else', async () => {
    const people = ['Anna', 'Boris', 'Clara'].map((name) => platform.telegram.user(name))
    const group = platform.telegram.group('Friends', people)
    const [anna, boris, clara] = people.map((person) => person.in(group))
    for (let n = 0; n < 10; n += 1) await anna?.sends(`/weather@other_bot ${n}`)
    for (const member of [anna, boris, clara]) await member?.sends('/here')
    await waitFor('three are answered', () => anna?.botMessages('Here in').length === 3)
    expect(await clara?.presses('quick')).toMatchObject({ text: 'Done quick' })
    expect(await clara?.presses('quick')).toMatchObject({
      showAlert: true,
      text: expect.stringContaining('Please wait'),
    })
    await boris?.sends('/here')
    await waitFor('it is refused', async () => (await readCounter(platform.app, 'rate_limited_total')) === 2)
    expect(anna?.botMessages('Here in')).toHaveLength(3)
    const others = platform.telegram.group('Others', people)
    await people[0]?.in(others).sends('/here')
    await people[0]?.in(others).sees('Here in group')
    await people[1]?.sends('in private')
    await people[1]?.sees('You said in private')
  })
})

describe('a webhook', () => {
  it('is answered while its update waits: Telegram opens few connections', async () => {
    const probe = createProbe()
    const platform = await startTestPlatform({ features: [createProbeFeature(probe)], mode: 'webhook' })
    try {
      const anna = platform.telegram.user('Anna')
      await anna.sends('/buttons')
      await anna.sees('Buttons')
      let open = (): void => undefined
      probe.gate = new Promise((resolve) => {
        open = resolve
      })
      await Promise.all([anna.presses('slow'), anna.presses('quick')])
      const undelivered = () => platform.standin.updates().filter(({ state }) => state === 'pending')
      await waitFor('both are delivered', () => undelivered().length === 0)
      expect(probe.ran).toEqual(['slow'])
      open()
      await waitFor('both are handled, in order', () => probe.ran.length === 2)
      expect(probe.ran).toEqual(['slow', 'quick'])
    } finally {
      await platform.stop()
    }
  })
})
