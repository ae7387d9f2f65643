import { expect, test } from 'vitest'
import { setup } from './support.ts'

test('429, 403, 400, 500 and 502 hit the calls they name, as often as told', async () => {
  const { standin, bot, anna, call } = await setup()
  const ben = standin.createUser({ firstName: 'Ben' }).id
  standin.sendMessage(ben, { text: '/start' })
  const send = (chat_id = anna) => call('sendMessage', { chat_id, text: 'x' })
  standin.faults.add({ method: 'sendMessage', chat_id: anna, kind: '429', retry_after: 3, times: 2 })
  expect(await send(ben)).toMatchObject({ ok: true })
  const limited = await fetch(`${standin.url}/bot${bot.token}/sendMessage?chat_id=${anna}&text=x`)
  expect(limited.headers.get('retry-after')).toBe('3')
  expect(await limited.json()).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 3',
    parameters: { retry_after: 3 },
  })
  expect(await send()).toMatchObject({ status: 429 })
  expect(await send()).toMatchObject({ ok: true })
  for (const kind of ['403', '400', '500'] as const) standin.faults.add({ method: 'sendMessage', kind })
  expect((await send()).description).toBe('Forbidden: bot was blocked by the user')
  expect((await send()).description).toBe('Bad Request: chat not found')
  expect((await send()).description).toBe('Internal Server Error')
  standin.faults.add({ method: null, kind: '502', times: null })
  const gateway = await fetch(`${standin.url}/bot${bot.token}/getMe`)
  expect(gateway.status).toBe(502)
  expect(await gateway.text()).toContain('<h1>502 Bad Gateway</h1>')
  standin.faults.clear()
  expect(await send()).toMatchObject({ ok: true })
})

test('a connection reset before executing loses the call, one after executing only the answer', async () => {
  const { standin, anna, call } = await setup()
  const texts = () =>
    standin
      .messages(anna)
      .messages.filter((message) => message.from === 'bot')
      .map((message) => message.text)
  standin.faults.add({ method: 'sendMessage', kind: 'reset_before' })
  await expect(call('sendMessage', { chat_id: anna, text: 'lost' })).rejects.toThrow('fetch failed')
  standin.faults.add({ method: 'sendMessage', kind: 'reset_after' })
  await expect(call('sendMessage', { chat_id: anna, text: 'sent' })).rejects.toThrow('fetch failed')
  expect(texts()).toEqual(['sent'])
  standin.faults.add({ method: 'sendMessage', kind: 'slow', delay_ms: 60 })
  const before = performance.now()
  await call('sendMessage', { chat_id: anna, text: 'slow' })
  expect(performance.now() - before).toBeGreaterThan(55)
  expect(standin.requests().map((entry) => entry.fault)).toEqual(['reset_before', 'reset_after', 'slow'])
})

test('limits are measured always and enforced when asked to', async () => {
  const measured = await setup()
  for (let i = 0; i < 5; i += 1) await measured.call('sendMessage', { chat_id: measured.anna, text: 'x' })
  expect(measured.standin.stats()).toMatchObject({ peak_per_second: 5, peak_per_chat_per_second: 5 })
  expect(measured.standin.sends(measured.anna)).toHaveLength(5)
  measured.standin.resetStats()
  expect(measured.standin.stats()).toEqual({ calls: {}, findings: [], peak_per_second: 0, peak_per_chat_per_second: 0 })

  const { standin, anna, call } = await setup({ limits: 'enforce' })
  const statuses: number[] = []
  for (let i = 0; i < 5; i += 1) statuses.push((await call('sendMessage', { chat_id: anna, text: 'x' })).status)
  expect(statuses).toEqual([200, 200, 200, 429, 429])
  const people = Array.from({ length: 120 }, (_, i) => standin.createUser({ firstName: `P${i}` }).id)
  for (const id of people) standin.sendMessage(id, { text: '/start' })
  const answers = await Promise.all(people.map((chat_id) => call('sendMessage', { chat_id, text: 'x' })))
  // However long a slow machine takes for all of them.
  expect(standin.stats().peak_per_second).toBeLessThanOrEqual(30)
  expect(answers.find((answer) => !answer.ok)).toMatchObject({ status: 429, parameters: { retry_after: 1 } })
})
