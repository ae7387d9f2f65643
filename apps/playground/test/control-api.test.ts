import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from './support/control-client.ts'
import { endAll, type PlaygroundProcess, startPlayground, temporaryFolder } from './support/playground-process.ts'

const folder = temporaryFolder()
let playground: PlaygroundProcess

beforeAll(async () => {
  playground = await startPlayground(folder.dir)
})
afterAll(async () => {
  await endAll()
  folder.remove()
})

const byUsername =
  (username: string) =>
  (people: readonly { readonly id: number; readonly username: string | null }[]): { readonly id: number } => {
    const found = people.find((person) => person.username === username)
    if (!found) throw new Error(`Nobody is called @${username}.`)
    return found
  }

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

describe('the control API', () => {
  it('is ready when the bot is, and documents itself', async () => {
    expect((await fetch(`${playground.botUrl}/health`)).status).toBe(200)
    expect(await (await fetch(`${playground.botUrl}/health`)).json()).toEqual({ status: expect.any(String) })
    expect((await fetch(`${playground.botUrl}/metrics`)).status).toBe(401)
    const { links } = await playground.control.ask('GET', '/control/overview')
    for (const link of ['Health', 'Metrics']) {
      const answer = await fetch(links[link])
      expect([link, answer.status, (await answer.text()).length > 200]).toEqual([link, 200, true])
    }
    const document = await playground.control.ask('GET', '/control/openapi.json')
    const wanted = ['users', 'faults', 'stats', 'raw-update', 'updates', 'bot', 'clock', 'chats', 'shops/stanshop']
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(wanted.map((path) => `/control/${path}`)))
  })

  it('lists the demo people, one of them an owner', async () => {
    const people = await playground.control.ask('GET', '/control/users')
    expect(people.map((person: { first_name: string }) => person.first_name).slice(0, 4)).toEqual([
      'Anna',
      'Boris',
      'Vera',
      'Adam',
    ])
    expect(people.find((person: { first_name: string }) => person.first_name === 'Adam').admin).toBe(true)
  })

  it('brings the people, stories, buttons and data of the features’ demos', async () => {
    const { control } = playground
    const farid = await control.ask('GET', '/control/users').then(byUsername('farid'))
    const stories = await control.ask('GET', '/control/stories')
    expect(stories.map((story: { id: string }) => story.id)).toEqual(expect.arrayContaining(['follower', 'owner']))
    const { steps } = stories.find((story: { id: string }) => story.id === 'follower')
    expect(steps[0]).toMatchObject({ person: 1001, done: { kind: 'came' } })
    const groups = await control.ask('GET', '/control/buttons')
    const { buttons } = groups.find((group: { title: string }) => group.title === 'StanShop')
    expect(buttons[0]).toMatchObject({ calls: [{ method: 'PUT', path: '/control/shops/stanshop', pause_ms: 0 }] })
    expect((await control.fromBot(farid.id)).length).toBeGreaterThan(0)
    const asked = await control.says(farid.id, '/status')
    await control.sees(farid.id, /500/, asked)
  })

  it('creates people, and lets them talk with the bot', async () => {
    const { control } = playground
    const created = await control.call('POST', '/control/users', {
      first_name: 'Nina',
      username: 'nina',
      language_code: 'en',
      admin: false,
    })
    expect(created).toMatchObject({ status: 201, body: { first_name: 'Nina', admin: false } })
    const sent = await control.says(created.body.id, '/start')
    expect((await control.sees(created.body.id, /./)).message_id).toBeGreaterThan(sent)
    const twice = await control.call('POST', '/control/users', { first_name: 'Other', username: 'NINA' })
    expect(twice.status).toBe(409)
  })

  it('answers a long poll as soon as there is something new', async () => {
    const { control } = playground
    const { revision } = await control.ask('GET', '/control/users/1001/chat')
    const started = Date.now()
    const waiting = control.ask('GET', `/control/users/1001/chat?since=${revision}&wait=60000`)
    await control.says(1001, '/start')
    expect((await waiting).messages.length).toBeGreaterThan(0)
    expect(Date.now() - started).toBeLessThan(50_000)
  })

  it('keeps the bytes of a photo', async () => {
    const { control } = playground
    await control.ask('POST', '/control/users/1002/messages', {
      photo: { base64: png, filename: 'a.png' },
      caption: 'Look',
    })
    const { messages } = await control.ask('GET', '/control/users/1002/chat')
    const { photo, caption } = messages.find((message: { photo: unknown }) => message.photo)
    expect(caption).toBe('Look')
    const file = await fetch(`${playground.pageUrl}/control/files/${photo.file_id}`)
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.from(png, 'base64'))).toBe(true)
  })

  it.each([
    ['a person who does not exist', 'POST', '/control/users/99/messages', { text: 'a' }, 404],
    ['an id that is none', 'GET', '/control/users/anna/chat', undefined, 400],
    ['two kinds at once', 'POST', '/control/users/1001/messages', { text: 'a', contact: true }, 400],
    ['an empty message', 'POST', '/control/users/1001/messages', {}, 400],
    ['a press of nothing', 'POST', '/control/users/1001/presses', { message_id: 1 }, 400],
    [
      'a press of a button that is not there',
      'POST',
      '/control/users/1001/presses',
      { message_id: 999_999, button: 'x' },
      400,
    ],
    ['after and since', 'GET', '/control/users/1001/chat?after=1&since=1', undefined, 400],
    ['a fault of no kind', 'POST', '/control/faults', { kind: '418' }, 400],
    ['a server that knows everything but the moon', 'POST', '/control/faults', { kind: 'refuses', what: 'moon' }, 400],
    ['a server that refuses, but what?', 'POST', '/control/faults', { kind: 'refuses' }, 400],
    ['an action that is none', 'POST', '/control/bot', { action: 'reboot' }, 400],
    ['time travel backwards', 'POST', '/control/clock', { advance_ms: -1 }, 400],
    ['a shop that sells text', 'PUT', '/control/shops/stanshop', { denominations: 'all' }, 400],
    ['a group of strangers', 'POST', '/control/chats', { type: 'group', title: 'G', members: [99] }, 404],
    ['an unknown file', 'GET', '/control/files/nothing', undefined, 404],
    ['an unknown path', 'GET', '/control/nothing', undefined, 404],
  ])('refuses %s', async (_what, method, path, body, status) => {
    const answer = await playground.control.call(method, path, body)
    expect(answer).toMatchObject({ status, body: { error: expect.any(String), message: expect.any(String) } })
  })

  it('refuses other machines’ names and other sites', async () => {
    const { control, pageUrl } = playground
    // fetch does not let us choose the Host header.
    const { request } = await import('node:http')
    const foreign = await new Promise<number | undefined>((resolve) =>
      request(`${pageUrl}/control/users`, { headers: { host: 'evil.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ).end(),
    )
    expect(foreign).toBe(403)
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      expect((await control.call('POST', '/control/users/1001/messages', { text: 'a' }, { origin })).status).toBe(403)
    }
    expect((await control.call('GET', '/control/users', undefined, { origin: pageUrl })).status).toBe(200)
  })

  it('counts calls, makes them fail and shows what was delivered', async () => {
    const { control } = playground
    await control.ask('DELETE', '/control/stats')
    await control.ask('POST', '/control/faults', { method: 'sendMessage', chat_id: 1003, kind: '400' })
    const asked = await control.says(1003, '/help')
    await eventually('the call that failed', async () => {
      const { calls } = await control.ask('GET', '/control/behind?chat=1003')
      return calls.find((call: { fault: string | null }) => call.fault === '400')
    })
    expect((await control.ask('GET', '/control/stats')).calls.sendMessage).toBeGreaterThan(0)
    await control.ask('DELETE', '/control/faults')
    const updates = await control.ask('GET', '/control/updates')
    expect(updates.at(-1)).toMatchObject({ kind: 'message', update: { message: { message_id: asked, text: '/help' } } })
    const behind = await control.ask('GET', '/control/behind?chat=1003')
    expect(behind.updates.at(-1).text).toBe('/help')
  })

  it('survives any object as an update', async () => {
    const { control } = playground
    const { update_id } = await control.ask('POST', '/control/raw-update', {
      message: { strange: [1, null, { a: 'b' }] },
    })
    expect(update_id).toBeGreaterThan(0)
    const asked = await control.says(1001, '/help')
    await control.sees(1001, /./, asked)
  })

  it('moves the clock, and the bot knows when the call returns', async () => {
    const { control } = playground
    const { offset_ms, time } = await control.ask('POST', '/control/clock', { advance_ms: 3_600_000 })
    expect(offset_ms).toBe(3_600_000)
    const heard = Date.parse((await control.ask('GET', '/control/bot/health')).time)
    expect(Math.abs(heard - Date.parse(time))).toBeLessThan(60_000)
  })

  it('ends and starts the bot; what people wrote meanwhile is answered', async () => {
    const { control } = playground
    expect(await control.ask('POST', '/control/bot', { action: 'kill' })).toMatchObject({ state: 'stopped', pid: null })
    await control.ask('POST', '/control/clock', { advance_ms: 1_000 })
    const asked = await control.says(1002, '/help')
    expect(await control.ask('POST', '/control/bot', { action: 'start' })).toMatchObject({ state: 'running' })
    await control.sees(1002, /./, asked)
    expect(await control.ask('POST', '/control/bot', { action: 'stop' })).toMatchObject({ state: 'stopped' })
    expect(await control.ask('POST', '/control/bot', { action: 'start' })).toMatchObject({ state: 'running' })
  })

  it('fills in demo data again after a start that was interrupted, without doubling them', async () => {
    const farid = byUsername('farid')(await playground.control.ask('GET', '/control/users'))
    const read = async () => (await playground.control.ask('GET', `/control/users/${farid.id}/chat`)).messages
    const before = await read()
    await playground.end('SIGTERM')
    rmSync(path.join(folder.dir, 'seeded.json'))
    playground = await startPlayground(folder.dir)
    expect(JSON.parse(readFileSync(path.join(folder.dir, 'seeded.json'), 'utf8'))).toHaveProperty('voucher-tracker')
    expect(await read()).toEqual(before)
  })

  it('tops up demo data that have run out since', async () => {
    const { control } = playground
    const offers = async (wanted: RegExp) =>
      playground.control.sees(1001, wanted, await playground.control.says(1001, '/start venue_1'))
    await offers(/offers now:/)
    await control.ask('POST', '/control/clock', { advance_ms: 48 * 3_600_000 })
    await offers(/Nothing is on offer/)
    await playground.end('SIGTERM')
    playground = await startPlayground(folder.dir)
    await offers(/offers now:/)
    expect(playground.output()).not.toContain('incomplete')
  })

  it('keeps people, chats and ids over a restart, and leaves no process behind', async () => {
    const before = await playground.control.ask('GET', '/control/users')
    const chat = await playground.control.ask('GET', '/control/users/1001/chat')
    const last = chat.messages.at(-1).message_id
    const bot = (await playground.control.ask('GET', '/control/bot')).pid
    expect(await playground.end('SIGTERM')).toBe(0)
    expect(() => process.kill(bot, 0)).toThrow()
    playground = await startPlayground(folder.dir)
    expect(await playground.control.ask('GET', '/control/users')).toEqual(before)
    expect((await playground.control.ask('GET', '/control/users/1001/chat')).messages).toEqual(chat.messages)
    expect((await playground.control.ask('GET', '/control/clock')).offset_ms).toBeGreaterThanOrEqual(3_600_000)
    expect(await playground.control.says(1001, '/start')).toBeGreaterThan(last)
  })
})
