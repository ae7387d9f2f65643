import { expect, it } from 'vitest'
import { createStartLinks } from './start-links.ts'

it.each(['', 'two words', 'ключ', 'a=b', 'x'.repeat(65)])('makes no link of %j', async (payload) => {
  const links = createStartLinks()
  links.isCalled('bazaar_bot')
  await expect(links.startLink(payload)).rejects.toThrow('cannot be a start payload')
})

it('waits until the bot knows who it is, and remembers it', async () => {
  const links = createStartLinks()
  let made: string | undefined
  const early = links.startLink('offer_34').then((link) => {
    made = link
  })
  await Promise.resolve()
  expect(made).toBeUndefined()
  links.isCalled('bazaar_bot')
  await early
  expect(made).toBe('https://t.me/bazaar_bot?start=offer_34')
  await expect(links.startLink('g_34', 'group')).resolves.toBe('https://t.me/bazaar_bot?startgroup=g_34')
  links.refuse(new Error('stopped'))
  await expect(links.startLink('x')).resolves.toBe('https://t.me/bazaar_bot?start=x')
})

it('lets nobody wait for ever', async () => {
  const links = createStartLinks()
  const waiting = links.startLink('x')
  links.refuse(new Error('the bot stopped'))
  await expect(waiting).rejects.toThrow('the bot stopped')
})
