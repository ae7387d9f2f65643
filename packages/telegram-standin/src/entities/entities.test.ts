import { describe, expect, test } from 'vitest'
import { formatText } from './index.ts'

const anna = { id: 7, is_bot: false, first_name: 'Anna' }
const parse = (text: string, mode = '', entities?: unknown) =>
  formatText(text, mode, entities, (id) => (id === 7 ? anna : undefined))
const found = (text: string, mode = '') => {
  const parsed = parse(text, mode)
  return parsed.entities.map((one) => [one.type, parsed.text.slice(one.offset, one.offset + one.length)])
}

describe('HTML', () => {
  test('nesting, entities and UTF-16 offsets', () => {
    expect(parse('😀 <b>a &amp; <i>b</i></b> &lt;x&gt;', 'HTML')).toEqual({
      text: '😀 a & b <x>',
      entities: [
        { type: 'bold', offset: 3, length: 5 },
        { type: 'italic', offset: 7, length: 1 },
      ],
    })
  })
  test('links, mentions, code blocks, quotations, spoilers', () => {
    const html =
      '<a href="http://example.com">l</a> <a href="tg://user?id=7">Anna</a> <a href="nothing">n</a> <pre><code class="language-ts">x</code></pre> <blockquote expandable>q</blockquote><tg-spoiler>s</tg-spoiler>'
    expect(parse(html, 'html').entities).toEqual([
      { type: 'text_link', offset: 0, length: 1, url: 'http://example.com/' },
      { type: 'text_mention', offset: 2, length: 4, user: anna },
      { type: 'pre', offset: 9, length: 1, language: 'ts' },
      { type: 'expandable_blockquote', offset: 11, length: 1 },
      { type: 'spoiler', offset: 12, length: 1 },
    ])
  })
})

test('links that lead to no public host stay plain text', () => {
  for (const url of ['http://localhost:8080/x', 'https://shop', 'http://[::1]/'])
    expect(parse(`<a href="${url}">l</a>`, 'html').entities).toEqual([])
})

describe('MarkdownV2 and Markdown', () => {
  test('all markers of MarkdownV2', () => {
    const source = '*b* _i_ __u__ ~s~ ||p|| `c\\`d` ```py\nx = 1``` [l](https://a.b/\\)x) *a _b_*'
    expect(found(source, 'MarkdownV2')).toEqual([
      ['bold', 'b'],
      ['italic', 'i'],
      ['underline', 'u'],
      ['strikethrough', 's'],
      ['spoiler', 'p'],
      ['code', 'c`d'],
      ['pre', 'x = 1'],
      ['text_link', 'l'],
      ['bold', 'a b'],
      ['italic', 'b'],
    ])
    expect(parse('[l](https://a.b/\\)x)', 'MarkdownV2').entities[0]?.url).toBe('https://a.b/)x')
  })
  test('quotations end with their last line', () => {
    expect(found('>a\n>b\nc', 'MarkdownV2')).toEqual([['blockquote', 'a\nb\n']])
    expect(found('>a\n>b||', 'MarkdownV2')).toEqual([['expandable_blockquote', 'a\nb']])
  })
  test('legacy Markdown', () => {
    expect(found('*b* _i_ `c` [l](http://a.b) 2\\*2', 'Markdown')).toEqual([
      ['bold', 'b'],
      ['italic', 'i'],
      ['code', 'c'],
      ['text_link', 'l'],
    ])
  })
})

describe('what Telegram finds by itself', () => {
  test.each([
    ['/start now', [['bot_command', '/start']]],
    ['/track@shop_bot 100', [['bot_command', '/track@shop_bot']]],
    [
      'see /help, a/b and http://x.io/start',
      [
        ['bot_command', '/help'],
        ['url', 'http://x.io/start'],
      ],
    ],
    [
      'hi @anna_b, mail me@site.com',
      [
        ['mention', '@anna_b'],
        ['email', 'me@site.com'],
      ],
    ],
    [
      '#tag $USD example.com/x?y=1.',
      [
        ['hashtag', '#tag'],
        ['cashtag', '$USD'],
        ['url', 'example.com/x?y=1'],
      ],
    ],
    ['100 @ 95, 5 % and 3.5', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })
  test('nothing inside code, and white space at the ends is cut', () => {
    expect(found('<code>/start</code> /help', 'HTML')).toEqual([
      ['code', '/start'],
      ['bot_command', '/help'],
    ])
    expect(parse('  <b>x</b>  ', 'HTML')).toEqual({ text: 'x', entities: [{ type: 'bold', offset: 0, length: 1 }] })
  })
})
