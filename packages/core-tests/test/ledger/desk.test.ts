import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWalks } from './wallet-feature.ts'

type Person = ReturnType<TestPlatform['telegram']['user']>

let platform: TestPlatform
let fay: Person
let finn: Person
beforeAll(async () => {
  platform = await startTestPlatform({
    features: [createWalks()],
    startAt: new Date('2026-01-05T09:00:00Z'),
    env: { ADMIN_IDS: '501', LEDGER_ADJUST_LIMIT: '1,PTS:100' },
  })
  fay = await ofFinance('Fay')
  finn = await ofFinance('Finn')
})
afterAll(() => platform?.stop())

async function ofFinance(name: string): Promise<Person> {
  const person = platform.telegram.user(name)
  await person.sends('/start')
  await person.sees('Hello')
  await platform.app.core.db.prisma.roleGrant.create({ data: { userId: BigInt(person.id), role: 'finance' } })
  return person
}

/** Books it, and resolves to the number of the posting. */
async function walks(person: Person, args: string): Promise<string> {
  await person.sends(`/walk ${args}`)
  return /T\d+/.exec((await person.sees('Booked T')).text ?? '')?.[0] ?? ''
}

const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.flat().map(({ text }) => text)
const read = (text: string | null | undefined) => (text ?? '').replaceAll('\u00a0', ' ')
const audited = (action: string, objectId: string) =>
  platform.app.core.db.prisma.auditEntry.findMany({ where: { action, objectId } })
const available = async (person: Person) => {
  const [first] = await platform.app.core.ledger.balances(BigInt(person.id))
  return first?.available
}

/** Up to the question for the reason. */
async function startsReversal(person: Person, id: string, button = 'Take it back'): Promise<void> {
  await person.sends(`/ledger ${id}`)
  await person.sees(`${id}: `)
  await person.presses('Take it back')
  await person.sees(`Take ${id} back?`)
  await person.presses(button)
  await person.sees(`Why is ${id} taken back?`)
}

/** Up to the summary, which is not sent yet. */
async function asks(person: Person, whose: Person, amount: string, reason = 'a walk was not counted'): Promise<void> {
  await person.sends(`/ledger ${whose.id}`)
  await person.sees(`${whose.name} (${whose.id})`)
  await person.presses('Correct an account')
  await person.sees('In which currency?')
  await person.presses('PTS')
  await person.sees('Which one, in PTS?')
  await person.presses('Balance')
  await person.sees('How much, in PTS?')
  await person.sends(amount)
  await person.sees('Why?')
  await person.sends(reason)
  await person.sees('Is everything right')
}

describe('/ledger', () => {
  it('is unknown to everybody else, their buttons too, and says what it wants', async () => {
    const anna = platform.telegram.user('Anna')
    const id = await walks(anna, '5')
    await anna.sends(`/ledger ${id}`)
    await anna.sees('know this command')
    for (const data of [
      `co.ledt:1`,
      `co.ledp:${anna.id.toString(36)}`,
      'co.ledr:1',
      'co.ledrf:1:0',
      'co.leda:1',
      'co.ledak:1:PTS:0',
    ])
      expect(await anna.presses({ data: platform.sign(BigInt(anna.id), data) })).toMatchObject({
        text: expect.stringContaining('only for people who look after the bot'),
      })
    for (const args of ['', 'Anna', 'K5', 'T']) {
      await fay.sends(`/ledger ${args}`)
      await fay.sees('Send the ID of a person or the number of an entry')
    }
    await fay.sends('/ledger 424242')
    await fay.sees('Nobody here has the ID 424242')
    await fay.sends('/ledger T424242')
    await fay.sees('There is no such entry')
    expect(await fay.presses({ data: platform.sign(BigInt(fay.id), 'co.ledr:zzzz') })).toMatchObject({
      text: 'There is no such entry in the books.',
    })
  })

  it('shows a person, with the numbers of what was booked, and is audited', async () => {
    const otto = platform.telegram.user('Otto')
    await otto.sends('/start')
    await otto.sees('Hello')
    await fay.sends(`/ledger ${otto.id}`)
    await fay.sees('Nothing yet: no points, no money')
    const id = await walks(otto, '100')
    await otto.sends('/order 40')
    await otto.sees('Booked H')
    await fay.sends(`/ledger ${otto.id}`)
    const card = await fay.sees(`Otto (${otto.id})`)
    expect(read(card.text)).toMatch(/60 points, and 40 points set aside\n\nSet aside\n• 40 points: Order G\d+, until/)
    expect(read(card.text)).toMatch(new RegExp(`${id} • .*: Walk K\\d+\\n\\+100 points → 100 points \\(Balance\\)$`))
    expect(labels(card)).toEqual([id, 'Correct an account', '🏠 Home'])
    expect(await audited('ledger.viewed', String(otto.id))).toHaveLength(2)
    await fay.presses(id)
    const posting = await fay.sees('It stands as it is')
    expect(read(posting.text)).toContain(
      `−100 points · shop-issued · the bot\n+100 points · Balance · Otto (${otto.id})`,
    )
  })
})

describe('a reversal', () => {
  it('needs a reason, happens once, and is told to whom it concerns', async () => {
    const pia = platform.telegram.user('Pia')
    const id = await walks(pia, '100')
    await startsReversal(fay, id)
    await fay.sends('oops')
    await fay.sees('10')
    expect(await available(pia)).toBe(100n)
    // On another device the same is begun.
    await startsReversal(finn, id)
    await fay.sends('the walk was counted twice')
    await fay.sees(new RegExp(`${id} is taken back by T\\d+`))
    await finn.sends('the walk was counted twice')
    await finn.sees('This was taken back before')
    await finn.sends('/cancel')
    await platform.settle()
    const told = await pia.sees('Taken back: Walk')
    expect(read(told.text)).toMatch(/−100 points \(Balance\)\. Now there is 0 points\./)
    expect(pia.botMessages('Taken back: Walk')).toHaveLength(1)
    await pia.sends('/wallet')
    expect(read((await pia.sees('Wallet')).text)).toMatch(/↩️ Taken back: Walk K\d+\n−100 points → 0 points/)
    await finn.sends(`/ledger ${id}`)
    expect(labels(await finn.sees('done by Fay'))).toEqual(['🏠 Home'])
    const outdated = platform.sign(BigInt(finn.id), `co.ledr:${BigInt(id.slice(1)).toString(36)}`)
    expect(await finn.presses({ data: outdated })).toMatchObject({ text: 'This was taken back before.' })
    expect(await audited('ledger.reversed', id)).toMatchObject([
      { actorId: BigInt(fay.id), reason: 'the walk was counted twice', after: { shortfall: 'refuse' } },
    ])
    expect(await platform.app.core.db.prisma.incident.count()).toBe(0)
  })

  it('of what was spent is refused, or leaves a debt, as was chosen', async () => {
    const mia = platform.telegram.user('Mia')
    const id = await walks(mia, '100')
    await mia.sends('/order 70')
    await mia.sees('Booked H')
    await startsReversal(fay, id, 'Take back only if all is there')
    await fay.sends('the walk was counted twice')
    expect(read((await fay.sees('more than there is')).text)).toContain('70 points more')
    expect(await available(mia)).toBe(30n)
    await fay.sends('/cancel')
    await startsReversal(fay, id, 'Take all back, the rest is owed')
    await fay.sends('the walk was counted twice')
    await fay.sees(`${id} is taken back`)
    await platform.settle()
    expect(read((await mia.sees('Taken back')).text)).toMatch(/you owe 70 points/)
    await mia.sends('/wallet')
    expect(read((await mia.sees('Wallet')).text)).toContain('Owed to us: 70 points')
  })
})

describe('a reversal by two at once, each with another choice', () => {
  it('happens once, and is no conflict of keys', async () => {
    const leo = platform.telegram.user('Leo')
    const id = await walks(leo, '100')
    await leo.sends('/order 70')
    await leo.sees('Booked H')
    await startsReversal(fay, id, 'Take all back, the rest is owed')
    await startsReversal(finn, id, 'Take back only if all is there')
    // By now there is enough for either.
    await walks(leo, '70')
    await Promise.all([fay, finn].map((person) => person.sends('the walk was counted twice')))
    const answers = await Promise.all([fay, finn].map((person) => person.sees(/is taken back by|taken back before/)))
    expect(answers.filter(({ text }) => text?.includes('is taken back by'))).toHaveLength(1)
    for (const person of [fay, finn]) await person.sends('/cancel')
    expect(await available(leo)).toBe(0n)
    expect(await platform.app.core.db.prisma.incident.count()).toBe(0)
  })
})

describe('a reversal of what moved one’s own account', () => {
  it('is for somebody else, also with a button from before', async () => {
    const id = await walks(finn, '100')
    await finn.sends(`/ledger ${id}`)
    await finn.sees(`${id}: `)
    const refused = { text: expect.stringContaining('somebody else has to decide') }
    expect(await finn.presses('Take it back')).toMatchObject(refused)
    const data = platform.sign(BigInt(finn.id), `co.ledrf:${BigInt(id.slice(1)).toString(36)}:0`)
    expect(await finn.presses({ data })).toMatchObject(refused)
    await startsReversal(fay, id)
    await fay.sends('/cancel')
    expect(await available(finn)).toBe(100n)
  })
})

describe('a correction', () => {
  it('needs a reason and an amount, and cannot take what is not there', async () => {
    const vera = platform.telegram.user('Vera', { language: 'ru' })
    await walks(vera, '5')
    await fay.presses({ data: platform.sign(BigInt(fay.id), `co.ledak:${vera.id.toString(36)}:PTS:0`) })
    await fay.sees('How much, in PTS?')
    await fay.sends('0')
    await fay.sees('0 changes nothing')
    await fay.sends('5 USDT')
    await fay.sees('USDT')
    await fay.sends('-6 points')
    await fay.sees('Why?')
    await fay.sends('too short')
    await fay.sees('10')
    await fay.sends('counted on the wrong day')
    const summary = await fay.sees('Is everything right')
    expect(read(summary.text)).toContain('Amount: −6 points')
    expect(read((await fay.presses('✅ Send')).text)).toContain('1 point more than there is')
    await fay.sends('/cancel')
    await asks(fay, vera, '-5')
    await fay.presses('✅ Send')
    await fay.sees(/J\d+ is booked as T\d+/)
    await platform.settle()
    expect(read((await vera.sees('Исправление J')).text)).toMatch(/−5 баллов \(Баланс\)\. Теперь там 0 баллов\./)
  })

  it('above the limit takes a second person, who is neither who asked nor whose account it is', async () => {
    const ivan = await ofFinance('Ivan')
    await asks(fay, ivan, '+101')
    await fay.presses('✅ Send')
    const id = /J\d+/.exec((await fay.sees('waits for a second person')).text ?? '')?.[0] ?? ''
    await platform.settle()
    expect(fay.botMessages(`Waiting for a decision: Correction of an account (${id})`)).toEqual([])
    await finn.sees(`Waiting for a decision: Correction of an account (${id})`)
    await fay.sends(`/verify ${id}`)
    await fay.sees(`You approved ${id} before`)
    await ivan.sends(`/verify ${id}`)
    await ivan.sees('your own account')
    expect(await available(ivan)).toBeUndefined()
    await finn.sends('/pending')
    const card = await finn.sees(`Ivan (${ivan.id}), Balance: +101`)
    expect(read(card.text)).toMatch(/Why: a walk was not counted[\s\S]*Approved by Fay/)
    await finn.presses('Approve', { messageId: card.message_id })
    await finn.sees('Done')
    await platform.settle()
    await fay.sees(new RegExp(`${id} was approved and is booked as T\\d+`))
    expect(await available(ivan)).toBe(101n)
    await finn.sends(`/verify ${id}`)
    await finn.sees('already approved')
    expect(await available(ivan)).toBe(101n)
  })

  it('in small steps is a large one: what one person corrects within 24 hours counts together', async () => {
    const [sam, hedi] = [await ofFinance('Sam'), platform.telegram.user('Hedi')]
    await walks(hedi, '5')
    await asks(sam, hedi, '60')
    await sam.presses('✅ Send')
    await sam.sees(/J\d+ is booked as T\d+/)
    await asks(sam, hedi, '-41')
    await sam.presses('✅ Send')
    await sam.sees('waits for a second person')
    expect(await available(hedi)).toBe(65n)
    await platform.advance(24 * 3_600_000)
    await asks(sam, hedi, '-41')
    await sam.presses('✅ Send')
    await platform.settle()
    expect(await available(hedi)).toBe(24n)
  })

  it('of one’s own account waits whatever the amount, and is booked never when it is rejected', async () => {
    await asks(fay, fay, '1')
    await fay.presses('✅ Send')
    const id = /J\d+/.exec((await fay.sees('waits for a second person')).text ?? '')?.[0] ?? ''
    await finn.sends(`/reject ${id} there was no walk on that day`)
    await finn.sees('Done')
    await platform.settle()
    await fay.sees(`${id} was rejected, nothing was booked. The reason: there was no walk on that day`)
    expect(await available(fay)).toBeUndefined()
  })

  it('is not half approved by somebody who has lost the role since', async () => {
    const uma = platform.telegram.user('Uma')
    await walks(uma, '5')
    const gone = await ofFinance('Gustav')
    await asks(gone, uma, '500')
    await gone.presses('✅ Send')
    const id = /J\d+/.exec((await gone.sees('waits for a second person')).text ?? '')?.[0] ?? ''
    await platform.app.core.db.prisma.roleGrant.deleteMany({ where: { userId: BigInt(gone.id) } })
    await finn.sends(`/verify ${id}`)
    await finn.sees(`Your approval of ${id} is counted`)
    expect(await available(uma)).toBe(5n)
    await fay.sends(`/verify ${id}`)
    await fay.sees('Done')
    expect(await available(uma)).toBe(505n)
  })

  it('that waits ends when the person leaves', async () => {
    const gus = platform.telegram.user('Gus')
    await walks(gus, '5')
    await asks(fay, gus, '500')
    await fay.presses('✅ Send')
    const id = /J\d+/.exec((await fay.sees('waits for a second person')).text ?? '')?.[0] ?? ''
    await gus.sends('/delete')
    await gus.sees('Delete your data?')
    await gus.presses('🗑 Yes, delete everything')
    await gus.sees('Everything is deleted')
    await finn.sends(`/verify ${id}`)
    await finn.sees(`Nothing with the number ${id} waits`)
    const where = { id: BigInt(id.slice(1)) }
    expect(await platform.app.core.db.prisma.ledgerAdjustment.findUnique({ where })).toMatchObject({
      state: 'withdrawn',
      reason: null,
    })
  })
})
