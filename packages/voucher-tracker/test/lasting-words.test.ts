import { describe, expect, it } from 'vitest'
import { hundred } from './services-harness.ts'
import { interval, type Person, person, platform, restock, sellOut, shop, useStory } from './story-harness.ts'

const anew = 31 * 60_000

useStory()

type Message = ReturnType<Person['messages']>[number]
const labels = ({ buttons }: Message) => buttons.flat().map(({ text }) => text)

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

  it('can be answered after the next alert', async () => {
    const anna = person('Anna')
    await soldOut(anna)
    await anna.presses('🔔 Watch again')
    await sellOut()
    const older = await anna.sees(/Did you get one\?\n🔔 I am watching/)
    await platform.advance(anew)
    await restock(hundred)
    await anna.sees(/back in stock/)
    await anna.presses('✅ Yes', { messageId: older.message_id })
    const thanked = await anna.sees(/You got one\. Enjoy!/)
    expect([thanked.message_id, labels(thanked)]).toEqual([older.message_id, ['🔔 Watch again']])
  })
})
