import { beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest'
import { eventually, type SeenMessage } from './support/control-client.ts'
import { newPerson, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

const inStock = { denominations: [{ value: 100, price: 95, status: 'active' }] }
const soldOut = { denominations: [] }
const admin = 1004
let playground: SharedPlayground

beforeAll(async () => {
  playground = sharedPlayground()
  // Who never wrote to the bot cannot be told anything.
  await playground.control.says(admin, '/start')
  await playground.control.sees(admin, /./)
})

const ask = (method: string, path: string, body?: unknown) => playground.control.ask(method, path, body)
const advance = (ms: number) => ask('POST', '/control/clock', { advance_ms: ms })
const calls = async (): Promise<number> => (await ask('GET', '/control/shops/stanshop')).calls

/** Lets so many further looks at the shop pass: the clock is moved on, and the bot's answer is waited for. */
async function lookAgain(times = 1): Promise<void> {
  for (let look = 0; look < times; look += 1) {
    const before = await calls()
    await advance(20_000)
    await eventually('another look at the shop', async () => ((await calls()) > before ? true : undefined))
    await settled()
  }
}

/** Waits, without moving the clock, until the bot looks at the shop of its own accord: its rhythm after a jump is not the usual one. */
async function looksByItself(): Promise<void> {
  const before = await calls()
  await eventually('a look without a jump', async () => ((await calls()) > before ? true : undefined), 40_000)
}

/** Waits until nothing is on its way to anybody: no delivery waits for being sent. */
const settled = () =>
  eventually('an empty outbox', async () => {
    const { outbox } = await ask('GET', '/control/behind')
    return (outbox.pending ?? 0) + (outbox.sending ?? 0) === 0 ? true : undefined
  })

const isAlert = (message: SeenMessage) => /back in stock|sold out, gone/i.test(message.text ?? '')
const alertsOf = async (userId: number) => (await playground.control.fromBot(userId)).filter(isAlert)

async function newFollower(name: string): Promise<number> {
  const id = await newPerson(playground, name)
  const started = await playground.control.says(id, '/start')
  await playground.control.sees(id, /./, started)
  const asked = await playground.control.says(id, '/track 100')
  await playground.control.sees(id, /watching/i, asked)
  return id
}

/** Two empty readings, two minutes apart, close an episode; half an hour later the next one is a new one. */
async function sellOut(): Promise<void> {
  await ask('PUT', '/control/shops/stanshop', soldOut)
  await lookAgain()
  await advance(121_000)
  await lookAgain()
  await advance(31 * 60_000)
  await lookAgain()
}

describe('the alert story, over the control API only', () => {
  beforeEach(async () => {
    onTestFailed(() => console.error(playground.output()))
    await sellOut()
  })

  it('alerts once per restock, strikes the alert when it is over, and alerts again when asked to', async () => {
    const anna = await newFollower('Follower')
    await looksByItself()
    await ask('PUT', '/control/shops/stanshop', inStock)
    // Without moving the clock: the shop is looked at every 15 s, and nobody waits longer than 20 s.
    const alert = await playground.control.sees(anna, isAlert)
    expect(alert.text).toMatch(/100[\s\S]*95[\s\S]*5\s?%/)
    await lookAgain(2)
    expect(await alertsOf(anna)).toHaveLength(1)

    await ask('PUT', '/control/shops/stanshop', soldOut)
    await lookAgain()
    await advance(121_000)
    const struck = await playground.control.sees(
      anna,
      (message) => message.message_id === alert.message_id && message.edited,
    )
    expect(struck.entities.map((entity) => entity.type)).toContain('strikethrough')

    const again = struck.buttons.flat().find((button) => /watch again/i.test(button.text))
    const press = { message_id: alert.message_id, callback_data: again?.callback_data }
    expect((await ask('POST', `/control/users/${anna}/presses`, press)).answered).toBe(true)
    await ask('PUT', '/control/shops/stanshop', inStock)
    await lookAgain(2)
    expect(await alertsOf(anna)).toHaveLength(2)
  })

  it.each([
    ['errors', { status: 500 }],
    ['HTML', { body: '<html><body>Please wait</body></html>' }],
    ['another schema', { body: '{"stock":{"list":[]}}' }],
  ])(
    'takes %s for no reading: no alert, no "no vouchers", the owner is told once, OUT -> failure -> IN alerts',
    async (_what, answer) => {
      const follower = await newFollower('Patient')
      const toldBefore = (await playground.control.fromBot(admin)).filter((message) =>
        /attention/i.test(message.text ?? ''),
      ).length
      await ask('PUT', '/control/shops/stanshop', answer)
      await lookAgain(4)
      expect(await alertsOf(follower)).toHaveLength(0)
      const told = (await playground.control.fromBot(admin)).filter((message) =>
        /attention/i.test(message.text ?? ''),
      ).length
      expect(told - toldBefore).toBe(1)
      await advance(61_000)
      const asked = await playground.control.says(follower, '/check')
      const checked = await playground.control.sees(follower, /not answering/i, asked)
      expect(checked.text).not.toMatch(/nothing is on sale|no vouchers/i)
      await ask('PUT', '/control/shops/stanshop', inStock)
      await lookAgain()
      await playground.control.sees(follower, isAlert)
      expect(await alertsOf(follower)).toHaveLength(1)
    },
  )

  it('alerts the others when one has blocked the bot', async () => {
    const [gone, there] = [await newFollower('Gone'), await newFollower('There')]
    await ask('POST', `/control/users/${gone}/block`)
    await ask('PUT', '/control/shops/stanshop', inStock)
    await lookAgain()
    await playground.control.sees(there, isAlert)
    expect(await alertsOf(gone)).toHaveLength(0)
  })

  it('sends exactly one alert each when the bot is killed between check and send', async () => {
    const followers = [await newFollower('Kim'), await newFollower('Lee')]
    await ask('POST', '/control/faults', { method: 'sendMessage', kind: '502', times: null })
    await ask('PUT', '/control/shops/stanshop', inStock)
    await advance(20_000)
    await eventually('alerts that wait in the outbox', async () => {
      const { outbox } = await ask('GET', `/control/behind?chat=${followers[1]}`)
      return (outbox.pending ?? 0) + (outbox.sending ?? 0) > 0 ? true : undefined
    })
    await ask('POST', '/control/bot', { action: 'kill' })
    await ask('DELETE', '/control/faults')
    expect(await alertsOf(followers[0] ?? 0)).toHaveLength(0)
    await ask('POST', '/control/bot', { action: 'start' })
    await lookAgain(2)
    for (const follower of followers) {
      await playground.control.sees(follower, isAlert)
      expect(await alertsOf(follower)).toHaveLength(1)
    }
  })

  it('left no finding: every call was as the Bot API wants it', async () => {
    expect((await ask('GET', '/control/stats')).findings).toEqual([])
  })
})
