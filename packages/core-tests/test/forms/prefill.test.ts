import { AppError } from '@bazaar/core/errors'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import { ask, defineForm, type Step } from '@bazaar/core/forms'
import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { localesOf } from '../bot/probe-feature.ts'
import { pictures } from './pictures.ts'

const texts = `
shop-title = Shops
shop-command-change = Change
shop-command-rename = Rename
shop-not-yours = { $id } is not yours
shop-done = Stored { $values }
shop-colour = Colour { $name }
shop-shop-title = The shop
shop-shop-name = Its name?
shop-shop-name-label = Name
shop-shop-name-example = Zoë’s
shop-shop-size = Its size?
shop-shop-size-label = Size
shop-shop-size-example = 5
shop-shop-colour = Its colour?
shop-shop-colour-label = Colour
shop-shop-pictures = Its pictures?
shop-shop-pictures-label = Pictures
shop-name-title = The name
shop-name-name = Its new name?
shop-name-name-example = Zoë’s
`

/** What is stored, and whom it belongs to. */
interface Shop {
  values: Record<string, unknown>
  owner: bigint | undefined
}
const shop: Shop = { values: {}, owner: undefined }

/** Options that only the operator knows have no texts by name. */
const colour: Step<string> = {
  ...ask.text(),
  hasExample: false,
  options: ['red', 'green'],
  optionText: (name) => ({ key: 'shop-colour', params: { name } }),
  read: ({ text }, _soFar, { label }) =>
    text === label('red')
      ? { outcome: 'accepted', value: 'red' }
      : { outcome: 'refused', why: { key: 'core-form-want-choice' } },
  pick: (name) => name,
  show: (value, textOf) => ({ text: textOf(value) }),
}

async function prefill({
  userId,
  given,
}: {
  readonly userId: bigint
  readonly given: Readonly<Record<string, string>>
}) {
  if (shop.owner !== undefined && shop.owner !== userId) throw new AppError('shop-not-yours', { id: given.id ?? '' })
  return shop.values
}

async function finish(values: object) {
  return { text: { key: 'shop-done', params: { values: JSON.stringify(values) } } }
}

function createShopFeature(): Feature {
  return defineFeature({
    id: 'shop',
    code: 'sh',
    env: {},
    locales: localesOf(texts),
    build: () => [
      {
        forms: [
          defineForm({
            name: 'shop',
            version: 1,
            steps: {
              name: ask.text({ max: 20 }),
              size: ask.number({ min: 1, max: 9 }),
              colour,
              pictures: ask.picture({ max: 3 }),
            },
            prefill,
            finish,
          }),
          defineForm({ name: 'name', version: 1, steps: { name: ask.text() }, review: 'none', prefill, finish }),
        ],
        commands: [
          { name: 'change', audience: 'everyone', run: (ctx) => ctx.forms.open('shop-shop', { id: 'S1' }) },
          { name: 'rename', audience: 'everyone', run: (ctx) => ctx.forms.open('shop-name', { id: 'S1' }) },
        ],
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })
}

const picture = { key: 'forms/a.jpg', thumbKey: 'forms/a-320.jpg', width: 4, height: 3 }
const whole = { name: 'Zoë’s', size: 5, colour: 'green', pictures: [picture, picture] }
const photo = { photo: { bytes: pictures.png, filename: 'one.png' } }
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createShopFeature()] })
})
afterAll(() => platform?.stop())
beforeEach(() => void Object.assign(shop, { values: { ...whole }, owner: undefined }))

describe('answers that are there from the beginning', () => {
  it('are refused to whom they do not belong, and nothing is opened', async () => {
    shop.owner = 1n
    const sid = platform.telegram.user('Sid')
    await sid.sends('/change')
    await sid.sees('S1 is not yours')
    await sid.sends('/resume')
    await sid.sees(/no form that waits/)
  })

  it('are shown at once, changed one by one, and sent', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/change')
    await anna.sees(/Is everything right[\s\S]*Name: Zoë’s\nSize: 5\nColour: Colour green\nPictures: 2 photos/)
    await platform.restart()
    await anna.presses('✏️ Change something…')
    await anna.presses('✏️ Size')
    await anna.sees(/Now: 5/)
    await anna.sends('10')
    await anna.sees(/from 1 to 9/)
    await anna.sends('6')
    await anna.sees(/Size: 6/)
    await anna.presses('✏️ Change something…')
    await anna.presses('✏️ Colour')
    await anna.sees(/Now: Colour green/)
    await anna.sends('Colour red')
    await anna.sees(/Colour: Colour red/)
    await anna.presses('✏️ Change something…')
    await anna.presses('✏️ Colour')
    await anna.presses('Colour green')
    await anna.sees(/Colour: Colour green/)
    await anna.presses('✅ Send')
    const { text } = await anna.sees(/Stored/)
    expect(JSON.parse(text?.slice('Stored '.length) ?? '')).toEqual({ ...whole, size: 6 })
  })

  it('lead to what is missing, and to what no longer fits', async () => {
    shop.values = { name: 'Zoë’s', size: 50, colour: undefined }
    const anna = platform.telegram.user('Anna')
    await anna.sends('/change')
    await anna.sees(/Its colour/)
    await anna.presses('Colour red')
    await anna.sees(/Its size/)
    await anna.sends('3')
    await anna.sees(/Its pictures/)
  })

  it('are read again while nobody has changed them, and also when somebody starts again', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/change')
    await anna.sees(/Size: 5/)
    shop.values = { ...whole, size: 7 }
    await anna.sends('/change')
    await anna.sees(/Size: 7/)
    await anna.presses('✏️ Change something…')
    await anna.presses('✏️ Name')
    await anna.sees(/Its name/)
    await anna.sends('Zora’s')
    await anna.sees(/Name: Zora’s/)
    shop.values = { ...whole, size: 8 }
    await anna.sends('/change')
    await anna.sees(/Continue|start again/)
    await anna.presses('🔄 Start again')
    await anna.sees(/Name: Zoë’s\nSize: 8/)
  })

  it('are shown by a form that asks one thing, and changed by an answer', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/rename')
    const asked = await anna.sees(/Its new name[\s\S]*Now: Zoë’s/)
    expect(asked.buttons.flat().map(({ text }) => text)).toEqual(['✖ Cancel'])
    await anna.sends('Zora’s')
    await anna.sees('Stored {"name":"Zora’s"}')
  })
})

it('collected answers can be started over', async () => {
  shop.values = {}
  const anna = platform.telegram.user('Anna')
  await anna.sends('/change')
  const asked = await anna.sees(/Its name/)
  expect(asked.buttons.flat().map(({ text }) => text)).not.toContain('🗑 Remove these')
  await anna.sends('Zoë’s')
  await anna.sees(/Its size/)
  await anna.sends('5')
  await anna.sees(/Its colour/)
  await anna.presses('Colour red')
  await anna.sees(/Its pictures/)
  for (const count of [1, 2]) {
    await anna.sends(photo)
    await anna.sees(new RegExp(`So far: ${count} photo`))
  }
  await anna.presses('🗑 Remove these')
  await anna.sees((message) => !message.text?.includes('So far'))
  for (const count of [1, 2]) {
    await anna.sends(photo)
    await anna.sees(new RegExp(`So far: ${count} photo`))
  }
  await anna.presses('Next ›')
  await anna.sees(/Pictures: 2 photos/)
})
