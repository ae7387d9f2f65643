import { waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  attemptsOf,
  authorizes,
  begins,
  minute,
  otherThan,
  redirectUrl,
  type Story,
  sellers,
  shopsOf,
  startStory,
  visit,
} from './link-harness.ts'

let story: Story
beforeAll(async () => {
  story = await startStory()
})
afterAll(() => story?.stop())

const buttons = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.flat().map(({ text }) => text)
const notice = /The term 'Etsy' is a trademark of Etsy, Inc\./

describe('/link', () => {
  it('says what is missing where the operator has set nothing', async () => {
    for (const missing of ['ETSY_API_KEY', 'ETSY_SHARED_SECRET', 'ETSY_REDIRECT_URL']) {
      const bare = await startStory({ [missing]: undefined })
      const anna = bare.person('Anna')
      await anna.sends('/link')
      const said = await anna.sees(/No shop can be linked yet/)
      expect(said.text).toMatch(/ETSY_API_KEY, ETSY_SHARED_SECRET and ETSY_REDIRECT_URL[\s\S]*\/support/)
      expect(said.text).toMatch(notice)
      expect(await attemptsOf(bare, anna)).toEqual([])
      await bare.stop()
    }
  })

  it('asks for a private chat in groups', async () => {
    const anna = story.person('Anna')
    const group = anna.in(story.platform.telegram.group('Potters', [anna]))
    await group.sends('/link')
    await group.sees(/private chat/)
    expect(await attemptsOf(story, anna)).toEqual([])
  })

  it('begins five times in ten minutes, and ends what was begun before', async () => {
    const anna = story.person('Anna')
    const first = await begins(anna)
    for (let more = 0; more < 4; more++) await begins(anna)
    await anna.sends('/link')
    const said = await anna.sees(/begun five times within ten minutes/)
    expect(said.text).toMatch(notice)
    expect((await attemptsOf(story, anna)).map(({ state }) => state)).toEqual(['DEAD', 'DEAD', 'DEAD', 'DEAD', 'ASKED'])
    const late = await visit(story, await story.etsy.approve(first))
    expect([late.statusCode, late.body]).toEqual([410, expect.stringContaining('This page worked once')])
    expect(story.etsy.counts().exchanged).toBe(0)
  })
})

describe('the page that Etsy leads back to', () => {
  it.each([
    ['nothing', ''],
    ['a forged state', '?code=abc&state=forged'],
    ['no state', '?code=abc'],
    ['neither code nor error', '?state=forged'],
    ['an error and a forged state', '?error=access_denied&state=forged'],
  ])('knows nobody who brings %s, in both languages', async (_what, query) => {
    const asked = story.etsy.counts().token
    const answer = await visit(story, `${redirectUrl}${query}`)
    expect(answer.statusCode).toBe(404)
    expect(answer.body).toContain('We do not know this page')
    expect(answer.body).toContain('<section lang="ru">\n<h1>Такой страницы мы не знаем</h1>')
    expect(answer.body).toContain('href="https://t.me/bazaar_test_bot?start=etlink"')
    expect(answer.body).toMatch(notice)
    expect(story.etsy.counts().token).toBe(asked)
  })

  it.each([
    ['too long a code', `?state=a&code=${'x'.repeat(3_000)}`, 400, 'That did not work'],
    ['two states', '?state=a&state=b&code=c', 400, 'That did not work'],
  ])('refuses %s', async (_what, query, status, words) => {
    const answer = await visit(story, `${redirectUrl}${query}`)
    expect([answer.statusCode, answer.body]).toEqual([status, expect.stringContaining(words)])
    expect(answer.body).toMatch(notice)
  })

  it('asks whoever comes very often to wait', async () => {
    for (let request = 0; request < 30; request++) await visit(story, redirectUrl, '10.9.9.9')
    const answer = await visit(story, redirectUrl, '10.9.9.9')
    expect([answer.statusCode, answer.body]).toEqual([429, expect.stringContaining('One moment, please')])
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  })

  it('says that a seller who pressed Deny was heard, and nothing is linked', async () => {
    const [anna, olga] = [story.person('Anna'), story.person('Ольга', 'ru')]
    const url = await begins(anna)
    const denied = await visit(story, await story.etsy.deny(url))
    expect([denied.statusCode, denied.body]).toEqual([200, expect.stringContaining('You did not allow the bot')])
    expect(denied.body).toContain('<a class="action" href="https://t.me/bazaar_test_bot?start=etlink">')
    expect((await attemptsOf(story, anna))[0]?.state).toBe('DENIED')
    // Yes after all: the same page of Etsy leads nowhere.
    expect((await visit(story, await story.etsy.approve(url))).statusCode).toBe(410)
    const russian = await visit(story, await story.etsy.deny(await begins(olga)))
    expect(russian.body).toContain('<html lang="ru">')
    expect(russian.body).toContain('Вы не разрешили боту читать магазин')
  })

  it('waits for ten minutes', async () => {
    const anna = story.person('Anna')
    const url = await begins(anna)
    await story.platform.advance(10 * minute)
    const late = await visit(story, await story.etsy.approve(url))
    expect([late.statusCode, late.body]).toEqual([410, expect.stringContaining('The time is over')])
    await anna.sends('/pin 123456')
    await anna.sees(/time for this attempt is over/)
  })

  it.each([
    ['answers 500', { kind: 'status', status: 500 }],
    ['asks to be left alone', { kind: 'status', status: 429 }],
    ['breaks off before it has done anything', { kind: 'cut-before' }],
    ['breaks off after it has spent the code', { kind: 'cut-after' }],
    ['shows a page', { kind: 'html' }],
    ['sends half of its JSON', { kind: 'broken-json' }],
  ] as const)('says so when Etsy %s, and a new attempt works', async (_what, fault) => {
    const anna = story.person('Anna')
    const url = await begins(anna)
    const armed = story.etsy.faults.add({ ...fault, match: /oauth\/token/ })
    const answer = await visit(story, await story.etsy.approve(url))
    armed.remove()
    expect([answer.statusCode, answer.body]).toEqual([502, expect.stringContaining('Etsy did not confirm')])
    expect((await attemptsOf(story, anna)).map(({ state, granted }) => [state, granted])).toEqual([['DEAD', null]])
    await anna.sends('/pin 123456')
    await anna.sees(/This attempt is over/)
    const { payload } = await authorizes(story, anna)
    await anna.opens(payload)
    await anna.sees(/Clay & Thread is linked/)
  })

  it('takes each state once, also from two who come at once', async () => {
    const anna = story.person('Anna')
    const before = story.etsy.counts()
    const back = await story.etsy.approve(await begins(anna))
    const answers = await Promise.all([1, 2, 3].map(() => visit(story, back)))
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 410, 410])
    expect((await visit(story, back)).statusCode).toBe(410)
    const { exchanged, token } = story.etsy.counts()
    expect([exchanged - before.exchanged, token - before.token]).toEqual([1, 1])
  })

  it('gives way to what was begun anew while Etsy was answering', async () => {
    const anna = story.person('Anna')
    const back = await story.etsy.approve(await begins(anna))
    const slow = story.etsy.faults.add({ kind: 'slow', delayMs: 500, match: /oauth\/token/ })
    const visiting = visit(story, back)
    await waitFor('Etsy is being asked', async () => (await attemptsOf(story, anna))[0]?.state === 'CLAIMED')
    await begins(anna)
    const answer = await visiting
    slow.remove()
    expect([answer.statusCode, answer.body]).toEqual([410, expect.stringContaining('you began anew in the chat')])
    expect((await attemptsOf(story, anna)).map(({ state, granted }) => [state, granted])).toEqual([
      ['DEAD', null],
      ['ASKED', null],
    ])
  })
})

describe('/pin', () => {
  it('says what to send, and what is not there', async () => {
    const anna = story.person('Anna')
    for (const odd of ['/pin', '/pin 12345', '/pin 1234567', '/pin abcdef']) {
      await anna.sends(odd)
      await anna.sees(/Send the six digits that the page shows/)
    }
    await anna.sends('/pin 123456')
    const none = await anna.sees(/No shop waits to be linked here/)
    expect(buttons(none)).toContain('🔗 Link a shop')
    await anna.sends('123456')
    await anna.sees(/did not understand|do not understand/)
    await begins(anna)
    await anna.sends('/pin 123456')
    await anna.sees(/Etsy has not said yes yet/)
    expect((await attemptsOf(story, anna))[0]).toMatchObject({ state: 'ASKED', wrongPins: 0 })
  })

  it('counts down five wrong codes, then the attempt and what Etsy granted are gone', async () => {
    const anna = story.person('Anna')
    const { pin, payload } = await authorizes(story, anna)
    for (const [step, left] of [
      [1, '4 tries are'],
      [2, '3 tries are'],
      [3, '2 tries are'],
      [4, '1 try is'],
    ] as const) {
      await anna.sends(`/pin ${otherThan(pin, step)}`)
      const said = await anna.sees(new RegExp(`another code[\\s\\S]*${left} left`))
      expect(said.text).toMatch(notice)
    }
    await anna.sends(otherThan(pin, 5))
    const over = await anna.sees(/the fifth wrong code/)
    expect(buttons(over)).toContain('🔗 Link a shop')
    expect((await attemptsOf(story, anna))[0]).toMatchObject({ state: 'DEAD', granted: null, wrongPins: 5 })
    await anna.sends(`/pin ${pin}`)
    await anna.sees(/This attempt is over/)
    await anna.opens(payload)
    await anna.sees(/This attempt is over/)
    expect(await shopsOf(story, anna)).toEqual([])
  })

  it('belongs to the chat that asked, as the link does', async () => {
    const [anna, boris] = [story.person('Anna'), story.person('Boris')]
    const { pin, payload } = await authorizes(story, anna)
    await boris.sends(`/pin ${pin}`)
    await boris.sees(/No shop waits to be linked here/)
    await boris.opens(payload)
    const said = await boris.sees(/This link belongs to another chat/)
    expect(said.text).toMatch(notice)
    const own = await authorizes(story, boris, sellers.paper)
    await boris.sends(`/pin ${pin === own.pin ? otherThan(pin) : pin}`)
    await boris.sees(/another code/)
    expect(await shopsOf(story, boris)).toEqual([])
    // Nothing of it harmed her.
    await anna.sends(`/pin ${pin}`)
    await anna.sees(/Clay & Thread is linked/)
  })

  it('and the link work for ten minutes', async () => {
    const anna = story.person('Anna')
    const { pin, payload } = await authorizes(story, anna)
    await story.platform.advance(10 * minute)
    await anna.sends(`/pin ${pin}`)
    const said = await anna.sees(/time for this attempt is over, and nothing was linked/)
    expect(buttons(said)).toContain('🔗 Link a shop')
    await anna.opens(payload)
    await anna.sees(/time for this attempt is over/)
    await anna.sends(pin)
    await anna.sees(/time for this attempt is over/)
    expect(await shopsOf(story, anna)).toEqual([])
  })
})

describe('finishing', () => {
  it('says so when the link is none of ours', async () => {
    const anna = story.person('Anna')
    await anna.opens('etl_forged')
    await anna.sees(/No shop waits to be linked here/)
    await anna.opens('etl_')
    await anna.sees(/No shop waits to be linked here/)
  })

  it('loses nothing while Etsy does not answer', async () => {
    const anna = story.person('Anna')
    const { pin, payload } = await authorizes(story, anna)
    const away = story.etsy.faults.add({ kind: 'status', status: 503, match: /\/shops$/ })
    await anna.opens(payload)
    const said = await anna.sees(/Nothing is lost/)
    expect(buttons(said)).not.toContain('🔗 Link a shop')
    await anna.sends(`/pin ${pin}`)
    await anna.sees(/Nothing is lost/)
    away.remove()
    await anna.opens(payload)
    await anna.sees(/Clay & Thread is linked/)
  })

  it('links no account that sells nothing', async () => {
    const anna = story.person('Anna')
    const { payload } = await authorizes(story, anna, sellers.nobody)
    await anna.opens(payload)
    await anna.sees(/This account at Etsy has no shop/)
    expect((await attemptsOf(story, anna))[0]).toMatchObject({ state: 'DEAD', granted: null })
    await anna.opens(payload)
    await anna.sees(/This attempt is over/)
  })

  it('happens once: later the shop is shown, or that it is gone', async () => {
    const anna = story.person('Anna')
    const { pin, payload } = await authorizes(story, anna)
    await anna.opens(payload)
    await anna.sees(/Clay & Thread is linked\./)
    for (const again of [() => anna.opens(payload), () => anna.sends(`/pin ${pin}`)]) {
      await again()
      const said = await anna.sees(/Clay & Thread is linked already/)
      expect(said.text).toMatch(notice)
    }
    expect(await shopsOf(story, anna)).toHaveLength(1)
    await story.platform.app.core.db.prisma.etsyShop.deleteMany({ where: { ownerId: BigInt(anna.id) } })
    await anna.opens(payload)
    await anna.sees(/the shop has been unlinked since/)
  })
})
