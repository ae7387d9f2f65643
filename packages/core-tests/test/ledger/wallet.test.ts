import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWalks } from './wallet-feature.ts'

type Person = ReturnType<TestPlatform['telegram']['user']>

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createWalks()], startAt: new Date('2026-01-05T09:00:00Z') })
})
afterAll(() => platform?.stop())

const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.flat().map(({ text }) => text)

async function walks(person: Person, args: string): Promise<void> {
  await person.sends(`/walk ${args}`)
  await person.sees('Booked T')
}

async function wallet(person: Person) {
  await person.sends('/wallet')
  return person.sees('Wallet')
}

const read = (text: string | null | undefined) => (text ?? '').replaceAll('\u00a0', ' ')

describe('/wallet', () => {
  it('says what will be here while there is nothing, also from the settings', async () => {
    const anna = platform.telegram.user('Anna')
    expect((await wallet(anna)).text).toContain('Nothing yet')
    await anna.sends('/settings')
    await anna.sees('Language')
    await anna.presses('👛 Wallet')
    await anna.sees('Nothing yet')
  })

  it('shows the balance and each change with its sign, in the language of its reader', async () => {
    const anna = platform.telegram.user('Anna')
    await walks(anna, '500')
    await anna.sends('/walk 20')
    await anna.sees('Booked T')
    const { text, buttons } = await wallet(anna)
    expect(read(text)).toMatch(
      /^👛 Wallet\n\n520 points\n\nChanges, newest first\n• .*5 Jan.*: Walk K\d+\n\+20 points → 520 points\n• .*: Walk K\d+\n\+500 points → 500 points$/,
    )
    expect(labels({ buttons })).toEqual(['🏠 Home'])
    const vera = platform.telegram.user('Vera', { language: 'ru' })
    await walks(vera, '5')
    await vera.sends('/wallet')
    const russian = await vera.sees('Кошелёк')
    expect(read(russian.text)).toMatch(
      /5 баллов\n\nИзменения, сначала новые\n• .*: Прогулка K\d+\n\+5 баллов → 5 баллов$/,
    )
  })

  it('shows what is set aside for what, until it is free again', async () => {
    const otto = platform.telegram.user('Otto')
    await walks(otto, '100')
    await otto.sends('/order 70')
    await otto.sees('Booked H')
    expect(read((await wallet(otto)).text)).toMatch(
      /30 points, and 70 points set aside\n\nSet aside\n• 70 points: Order G\d+, until /,
    )
    await platform.advance(3_600_000)
    expect(read((await wallet(otto)).text)).toMatch(/^👛 Wallet\n\n100 points\n\nChanges/)
  })

  it('names the accounts only where somebody has several, and lets them choose the currency', async () => {
    const ivan = platform.telegram.user('Ivan')
    await walks(ivan, '1000')
    await walks(ivan, '2500000 USDT')
    await walks(ivan, '400000 USDT core-bonus')
    const points = await wallet(ivan)
    expect(read(points.text)).toContain('1,000 points\nBalance: 2.50 USDT\nBonus: 0.40 USDT')
    expect(labels(points).map(read)).toEqual(['✓ 1,000 points', '2.90 USDT', '🏠 Home'])
    await ivan.presses('2.90\u00a0USDT')
    const tether = await ivan.sees('+0.40')
    expect(read(tether.text)).toMatch(
      /Thanks K\d+\n\+0\.40 USDT → 0\.40 USDT \(Bonus\)\n• .*\n\+2\.50 USDT → 2\.50 USDT \(Balance\)$/,
    )
    expect(read(tether.text)).not.toContain('+1,000')
  })

  it('turns pages of eight, which stay as they are when something comes meanwhile, in one currency', async () => {
    const pia = platform.telegram.user('Pia')
    await walks(pia, '9 XTR')
    for (let n = 1; n <= 10; n += 1) await walks(pia, String(n))
    const first = await wallet(pia)
    expect(read(first.text).match(/→/g)).toHaveLength(8)
    await walks(pia, '3')
    await pia.presses('Older ›', { messageId: first.message_id })
    const second = await pia.sees(
      (message) => message.message_id === first.message_id && read(message.text).includes('+1 point '),
    )
    expect(read(second.text).match(/→/g)).toHaveLength(2)
    expect(read(second.text)).not.toContain('+⭐ 9')
    await pia.presses('‹ Newer', { messageId: first.message_id })
    const back = await pia.sees(/\+10 points/)
    expect(read(back.text).match(/→/g)).toHaveLength(8)
  })

  it('believes no button of somebody else', async () => {
    const mia = platform.telegram.user('Mia')
    await mia.sends('/start')
    await mia.sees('Hello')
    const data = platform.sign(BigInt(mia.id), 'co.walc:GBP')
    await mia.presses({ data })
    await mia.sees('Nothing yet')
    await mia.presses({ data: platform.sign(BigInt(mia.id), 'co.walp:0:1:1') })
    await mia.sees('Nothing yet')
    expect(mia.botMessages(/points/)).toEqual([])
  })
})
