import { describe, expect, it } from 'vitest'
import { hundred } from './services-harness.ts'
import { interval, type Person, person, platform, restock, sellOut, shop, useStory } from './story-harness.ts'

const anew = 31 * 60_000

useStory()

type Message = ReturnType<Person['messages']>[number]
const labels = ({ buttons }: Message) => buttons.flat().map(({ text }) => text)
const promises = (someone: Person) => someone.botMessages(/I will write|Напишу/)

describe('the card of /track', () => {
  it('says that the alert was sent, in the same message and without buttons', async () => {
    const [anna, olga] = [person('Anna'), person('Ольга', 'ru')]
    await anna.sends('/track 100')
    const card = await anna.sees(/Watching ₹100[\s\S]*I will write to you once/)
    await olga.sends('/track 100')
    const second = await olga.sees(/слежу[\s\S]*Напишу один раз/)
    await restock(hundred)
    await anna.sees(/back in stock/)
    const told = await anna.sees(/₹100 at StanShop: I wrote to you\nIt came back: 5 Jan, 14:\d\d UTC/)
    expect([told.message_id, labels(told), promises(anna)]).toEqual([card.message_id, [], []])
    const inRussian = await olga.sees(/100.*: уведомление отправлено\nПоявилось в наличии: 5 янв\., 14:\d\d по UTC/)
    expect([inRussian.message_id, promises(olga)]).toEqual([second.message_id, []])
  })

  it('comes down when it is asked for again, and leaves when the watching ends', async () => {
    const anna = person('Anna')
    await anna.sends('/track 100')
    const first = await anna.sees(/Watching ₹100/)
    await anna.sends('/status')
    const status = await anna.sees(/Watching ₹100[\s\S]*I will write/)
    await platform.settle()
    expect(anna.messages().map(({ message_id }) => message_id)).not.toContain(first.message_id)
    await restock(hundred)
    const told = await anna.sees(/I wrote to you/)
    expect(told.message_id).toBe(status.message_id)
    await anna.sends('/untrack')
    await anna.sees(/Stopped/)
    await platform.settle()
    expect(anna.botMessages(/I wrote to you/)).toEqual([])
  })

  it('says that it waits for the next restock where that is chosen, and then that it came', async () => {
    await restock(hundred)
    const anna = person('Anna')
    await anna.sends('/track 100')
    const card = await anna.sees(/Did you get it/)
    await anna.presses('🔔 Wait for the next restock')
    const waiting = await anna.sees(/Watching ₹100[\s\S]*I will write to you once/)
    expect(waiting.message_id).toBe(card.message_id)
    await sellOut()
    await platform.advance(anew)
    await restock(hundred)
    expect((await anna.sees(/I wrote to you/)).message_id).toBe(card.message_id)
  })

  it('is nothing that is written over a screen that took its place', async () => {
    const anna = person('Anna')
    await anna.sends('/track 100')
    const card = await anna.sees(/Watching ₹100/)
    await anna.presses('🏠 Home')
    await anna.sees(/Watching ₹100[\s\S]*Next check/)
    await anna.presses('☰ Menu')
    const menu = await anna.sees((message) => labels(message).includes('🎟 Voucher alerts'))
    expect(menu.message_id).toBe(card.message_id)
    await restock(hundred)
    await anna.sees(/back in stock/)
    await platform.settle()
    const now = anna.messages().find(({ message_id }) => message_id === menu.message_id)
    expect(labels(now ?? menu)).toEqual(labels(menu))
  })

  it('waits again when the alert came too late to be sent', async () => {
    const anna = person('Anna')
    await anna.sends('/track 100')
    const card = await anna.sees(/Watching ₹100/)
    platform.standin.faults.add({ method: 'sendMessage', chat_id: anna.id, kind: '500', times: 1_000 })
    await restock(hundred)
    await sellOut()
    platform.standin.faults.clear()
    await platform.advance(interval)
    const again = await anna.sees(/Watching ₹100 at StanShop\nI will write to you once/)
    expect([again.message_id, anna.botMessages(/in stock|Sold out, gone/)]).toEqual([card.message_id, []])
  })
})

describe('how fresh the stock is', () => {
  it('is told live, and never as an age that was true once', async () => {
    const [anna, olga] = [person('Anna'), person('Ольга', 'ru')]
    for (const [someone, words] of [
      [anna, /Checked at.14:00 UTC\./],
      [olga, /Проверено в.14:00 по UTC\./],
    ] as const) {
      await someone.sends('/check')
      const { entities } = await someone.sees(words)
      expect(entities).toContainEqual(expect.objectContaining({ type: 'date_time', date_time_format: 'r' }))
    }
    shop.set({ status: 503 })
    await platform.advance(interval)
    await anna.sends('/check')
    expect((await anna.sees(/Last confirmed 5 Jan, 14:00 UTC\./)).text).not.toMatch(/ago/)
  })
})

describe('the question of a sold out alert', () => {
  async function soldOut(someone: Person): Promise<void> {
    await someone.sends('/track 100')
    await someone.sees(/Watching ₹100/)
    await restock(hundred)
    await someone.sees(/back in stock/)
  }

  it('stays for whoever watches again already, and so do the thanks', async () => {
    const anna = person('Anna')
    await soldOut(anna)
    await anna.presses('🔔 Watch again')
    await anna.sees(/back in stock[\s\S]*watching for the next restock/)
    await sellOut()
    const asked = await anna.sees(/Sold out, gone[\s\S]*Did you get one\?\n🔔 I am watching/)
    expect(labels(asked)).toEqual(['✅ Yes', '😕 No'])
    await anna.presses('✅ Yes')
    const thanked = await anna.sees(/Sold out, gone[\s\S]*You got one\. Enjoy!\n🔔 I am watching/)
    expect(labels(thanked)).toEqual([])
  })

  it('keeps what was answered when it is watched again', async () => {
    const anna = person('Anna')
    await soldOut(anna)
    await sellOut()
    await anna.presses('😕 No')
    await anna.sees(/You missed this one\.\nPress “🔔 Watch again”/)
    await anna.presses('🔔 Watch again')
    await anna.sees(/You missed this one\.\n🔔 I am watching/)
  })

  it('can be answered after the next alert, which alone offers to watch again', async () => {
    const anna = person('Anna')
    await soldOut(anna)
    await anna.presses('🔔 Watch again')
    await sellOut()
    const older = await anna.sees(/Did you get one\?\n🔔 I am watching/)
    const told = anna.botMessages(/I wrote to you/)
    expect(told).toHaveLength(1)
    await platform.advance(anew)
    await restock(hundred)
    const newer = await anna.sees(/back in stock/)
    expect(labels(newer)).toContain('🔔 Watch again')
    const asks = await anna.sees(/Did you get one\?$/)
    expect([asks.message_id, labels(asks)]).toEqual([older.message_id, ['✅ Yes', '😕 No']])
    await anna.presses('✅ Yes')
    const thanked = await anna.sees(/You got one\. Enjoy!$/)
    expect([thanked.message_id, labels(thanked)]).toEqual([older.message_id, []])
    // The card tells of the first alert.
    expect(anna.botMessages(/I wrote to you/)).toEqual(told)
  })
})
