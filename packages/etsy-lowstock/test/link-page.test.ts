import { createTexts, type Html } from '@bazaar/core/i18n'
import { expect, it } from 'vitest'
import { pageStyle, renderPage } from '../src/link/page.ts'

const fluent = `text = One <b>step</b>.
  Two.

  Three.
notice = <i>Notice</i>`
const texts = createTexts([{ locale: 'en', origin: 'test', fluent }])
const html = (key: string): Html => texts.html({ locale: 'en', timeZone: 'UTC' }, { key })
const text = html('text')

it('a page escapes what is no markup yet, and makes paragraphs of a message', () => {
  const page = renderPage({
    sections: [{ locale: 'en', title: '<script>alert("1")</script> & more', text }],
    action: { href: 'https://t.me/bot?start=a"onclick="b&c', label: '<Back>' },
    notice: html('notice'),
  })
  expect(page).toContain('<title>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more</title>')
  expect(page).toContain('<h1>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; more</h1>')
  expect(page).toContain('<p>One <b>step</b>.<br>Two.</p>\n<p>Three.</p>')
  expect(page).toContain(
    '<a class="action" href="https://t.me/bot?start=a&quot;onclick=&quot;b&amp;c">&lt;Back&gt;</a>',
  )
  expect(page).toContain('<footer lang="en"><p><i>Notice</i></p></footer>')
  expect(page).not.toMatch(/<script|class="pin"/)
})

it('a page carries one style sheet, word for word, and nothing from elsewhere', () => {
  const sections = [
    { locale: 'en', title: 'Hello', text },
    { locale: 'ru', title: 'Привет', text },
  ] as const
  const page = renderPage({ sections, pin: { digits: '012345', text }, notice: text })
  expect(page.split('<style>')[1]?.split('</style>')[0]).toBe(pageStyle)
  expect(page.match(/<style|style=|src=|<link|<img|@import|url\(/g)).toEqual(['<style'])
  expect(page).toContain('<p class="pin">012345</p>')
  expect([...page.matchAll(/<section lang="(\w+)">/g)].map(([, locale]) => locale)).toEqual(['en', 'ru'])
})
