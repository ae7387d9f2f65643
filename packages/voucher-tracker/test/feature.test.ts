import { describe, expect, it } from 'vitest'
import { fiveHundred, hundred } from './services-harness.ts'
import { confirm, interval, type Person, person, platform, restock, sellOut, shop, useStory } from './story-harness.ts'

useStory({ ADMIN_IDS: '9001' })

async function follower(name: string, amounts = '', language = 'en'): Promise<Person> {
  const someone = person(name, language)
  await someone.sends('/start')
  await someone.sends(`/track ${amounts}`)
  await someone.sees(language === 'ru' ? /: слежу/ : /Watching/)
  return someone
}
const alertsOf = (someone: Person) => someone.botMessages(/back in stock|Sold out, gone/)

describe('the story of a restock', () => {
  it('alerts once, edits the alert when it is gone, and alerts once more after "Watch again"', async () => {
    const anna = await follower('Anna', '100')
    await restock(hundred)
    const alert = await anna.sees(/back in stock/)
    expect(alert.text).toMatch(/₹100 for ₹95, 5% off/)
    expect(alert.buttons.flat().map((button) => button.text)).toEqual(['🛒 Open shop', '🔔 Watch again'])
    await platform.advance(interval)
    await platform.advance(interval)
    expect(alertsOf(anna)).toHaveLength(1)

    anna.catchesUp()
    await sellOut()
    const gone = await anna.sees(/Sold out, gone between 14:00 and 14:01 UTC/)
    expect(gone.message_id).toBe(alert.message_id)
    expect(gone.entities.some((entity) => entity.type === 'strikethrough')).toBe(true)
    expect(gone.buttons.flat().map((button) => button.text)).toEqual(['✅ Yes', '😕 No', '🔔 Watch again'])

    expect(await anna.presses('😕 No')).toMatchObject({ answered: true, text: expect.stringMatching(/Sorry/) })
    await anna.sees(/You missed this one/)
    expect(await anna.presses('🔔 Watch again')).toMatchObject({
      answered: true,
      text: expect.stringMatching(/I will write at the next restock/),
    })
    await restock(hundred)
    await anna.sees(/back in stock/)
    await platform.advance(interval)
    expect(alertsOf(anna)).toHaveLength(2)
  })

  it('lists two amounts in one message, best discount first, and strikes them one by one', async () => {
    const anna = await follower('Anna')
    await restock(hundred, fiveHundred)
    const alert = await anna.sees(/back in stock/)
    expect(alert.text).toMatch(/₹500 for ₹450, 10% off, 3 left\n• ₹100 for ₹95/)
    expect(alertsOf(anna)).toHaveLength(1)
    anna.catchesUp()
    await restock(fiveHundred)
    await platform.advance(confirm)
    await platform.settle()
    // Both readings lie in one minute.
    const partly = await anna.sees(/₹100 for ₹95, 5% off, gone at 14:\d\d UTC/)
    expect(partly.text).toMatch(/back in stock/)
  })

  it('reaches the others when one follower blocked the bot, and that one again after coming back', async () => {
    const [anna, boris] = [await follower('Anna'), await follower('Boris')]
    boris.blocks()
    await restock(hundred)
    await anna.sees(/back in stock/)
    await sellOut()
    boris.unblocks()
    await boris.sends('/status')
    await boris.sees(/Watching any amount/)
    await platform.advance(31 * 60_000)
    await restock(hundred)
    await boris.sees(/back in stock/)
    expect(alertsOf(anna)).toHaveLength(1)
  })

  it('survives a restart between check and send', async () => {
    const anna = await follower('Anna')
    platform.standin.faults.add({ method: 'sendMessage', chat_id: anna.id, kind: '500', times: 2 })
    await restock(hundred)
    await platform.restart()
    await platform.settle()
    await anna.sees(/back in stock/, { withinMs: 15_000 })
    expect(alertsOf(anna)).toHaveLength(1)
  })

  it('speaks Russian', async () => {
    const olga = await follower('Ольга', '500', 'ru')
    await restock(fiveHundred)
    const alert = await olga.sees(/снова в продаже/)
    expect(alert.text).toMatch(/500.* за .*450.*скидка 10.%, осталось 3.штуки/)
  })
})

describe('a shop in trouble', () => {
  it('never says "sold out" for a failure, tells admins once, and still notices the restock', async () => {
    const admin = platform.telegram.user('Ada', { id: 9001 })
    await admin.sends('/start')
    const anna = await follower('Anna')
    for (const answer of [
      { status: 500 },
      { body: '<html>busy</html>' },
      { body: '{"inventory":{"items":[]}}' },
      { status: 503 },
    ]) {
      shop.set(answer)
      await platform.advance(100_000)
    }
    await admin.sees(/StanShop could not be read/)
    await anna.sends('/check')
    const answer = await anna.sees(/not answering right now. Last confirmed/)
    expect(answer.text).not.toMatch(/sold out|nothing is on sale/i)
    shop.set({ denominations: [hundred] })
    await platform.advance(200_000)
    await anna.sees(/back in stock/)
    expect(admin.botMessages(/StanShop could not be read/)).toHaveLength(1)
  })

  it('shows that it is working when the shop is slow', async () => {
    const anna = await follower('Anna')
    shop.set({ denominations: [hundred], delay_ms: 4_000 })
    platform.clock.advance(61_000)
    await anna.sends('/check')
    const progress = await anna.sees(/one moment/)
    const result = await anna.sees(/In stock now/, { withinMs: 10_000 })
    expect(result.message_id).toBe(progress.message_id)
  })
})

describe('commands and screens', () => {
  it('says what is there when /track comes late, and waits for the next restock', async () => {
    await restock(hundred)
    const anna = person('Anna')
    await anna.sends('/track 100')
    const answer = await anna.sees(/Watching ₹100 at StanShop/)
    expect(answer.text).toMatch(/In stock now:\n• ₹100 for ₹95/)
    await anna.presses('✅ I have it')
    await anna.sees(/Waiting for you/)
    await anna.presses('🔔 Watch again')
    await anna.sees(/Watching ₹100/)
    await anna.sends('/track 100')
    await anna.sees(/lready watching ₹100/)
    await anna.sends('/track 100 500')
    await anna.sees(/Changed. Now watching ₹100 and ₹500/)
    await anna.sends('/track <b>')
    await anna.sees(/do not understand “<b>”/)
    await anna.sends('/track $100')
    await anna.sees(/in INR, and “\$” is something else/)
    await anna.sends('/track 100,500')
    await anna.sees(/Is “100,500” one amount or several\? Send \/track 100500 for one, or \/track 100, 500 for several/)
    await anna.sends('/track 1,500')
    await anna.sees(/Now watching ₹1,500 at/)
  })

  it('does not take an amount that is not on sale for an empty shop', async () => {
    const [anna, olga] = [person('Anna'), person('Ольга', 'ru')]
    await anna.sends('/track 300')
    await anna.sees(/Nothing is on sale at the moment/)
    await restock(hundred, fiveHundred)
    await anna.sends('/track 300')
    const one = await anna.sees(/₹300 is not on sale\. In stock:\n• ₹500 for ₹450/)
    expect(one.text).toMatch(/• ₹100 for ₹95[\s\S]*I will write to you once/)
    await anna.sends('/track 300 400')
    await anna.sees(/₹300 and ₹400 are not on sale\. In stock:/)
    await olga.sends('/track 300')
    await olga.sees(/Не продаётся: 300.₹\. В наличии:/)
  })

  it('ends, takes back, and refuses politely', async () => {
    const anna = await follower('Anna', '100')
    await anna.sends('/untrack')
    await anna.sees(/Stopped/)
    await anna.presses('↩️ Undo')
    await anna.sees(/Watching ₹100/)
    await anna.presses('🔕 Stop watching')
    await anna.sees(/Stopped/)
    await anna.sends('/untrack')
    await anna.sees(/not watching anything/)
    platform.clock.advance(11 * 60_000)
    expect(await anna.presses('↩️ Undo')).toMatchObject({
      answered: true,
      text: expect.stringMatching(/only works for 10 minutes/),
    })
    await restock(hundred)
    expect(alertsOf(anna)).toHaveLength(0)
  })

  it('opens from /start and shows the stock with its age', async () => {
    const anna = person('Anna')
    await anna.sends('/start')
    await anna.sees(/I watch StanShop for everybody/)
    await anna.presses('🔍 Check now')
    await anna.sees(/Nothing is on sale at the moment/)
    await anna.presses('🔔 Start watching')
    await anna.sees(/Watching any amount/)
    await anna.presses('📋 My status')
    const status = await anna.sees(/Last good check: /)
    expect(status.text).toMatch(/Next check: 5 Jan, 14:00 UTC/)
  })
})

describe('lists of the whole bot', () => {
  it('say in /status_all what is watched', async () => {
    const anna = await follower('Anna', '100')
    await anna.sends('/status_all')
    await anna.sees(/Watching ₹100 at .+ Last alert: not yet/)
    const boris = person('Boris')
    await boris.sends('/start')
    await boris.sends('/status_all')
    await boris.sees(/not doing anything for you yet/)
  })

  it('say in /admin how the shop answers: fine, not quite, broken', async () => {
    const admin = platform.telegram.user('Admin', { id: 9001 })
    const health = async () => {
      await admin.sends('/admin')
      return (await admin.sees(/Administration/)).text ?? ''
    }
    expect(await health()).toMatch(/Fine: .+ – last good check: .+14:00 UTC; next check: /)
    shop.set({ status: 503 })
    await platform.advance(interval)
    expect(await health()).toMatch(/Not quite: .+ – 1 check brought no answer; last good check: .+14:00 UTC/)
    await platform.advance(600_000)
    await platform.advance(600_000)
    expect(await health()).toMatch(/Broken: .+ – \d checks in a row brought no answer/)
  })
})
