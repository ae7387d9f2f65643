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

describe('dates', () => {
  const when = { type: 'date_time', offset: 0, length: 5 }
  test.each([
    ['<tg-time unix="1647531900" format="wDT">22:45</tg-time>', 'HTML', 'wDT'],
    ["<tg-time unix='1647531900'>22:45</tg-time>", 'HTML', ''],
    ['<tg-time unix=1647531900 format=r>22:45</tg-time>', 'HTML', 'r'],
    ['![22:45](tg://time?unix=1647531900&format=dt)', 'MarkdownV2', 'dt'],
    ['![22:45](tg://time?unix=1647531900)', 'MarkdownV2', ''],
  ])('%s', (source, mode, date_time_format) => {
    expect(parse(source, mode)).toEqual({
      text: '22:45',
      entities: [{ ...when, unix_time: 1647531900, date_time_format }],
    })
  })

  test('as an entity, and what is none', () => {
    const entity = { ...when, unix_time: 1647531900, date_time_format: 'wd' }
    expect(parse('22:45', '', [entity]).entities).toEqual([entity])
    expect(parse('<tg-time>22:45</tg-time> <tg-time unix="-1">x</tg-time>', 'HTML').entities).toEqual([])
    expect(parse('<tg-time unix="9" format="r"></tg-time>x', 'HTML').entities).toEqual([])
  })

  test('nothing is found inside, and styles go around', () => {
    expect(found('<b>From <tg-time unix="9" format="t">/x</tg-time></b>', 'HTML')).toEqual([
      ['bold', 'From /x'],
      ['date_time', '/x'],
    ])
  })
})

describe('nesting', () => {
  test('quotations hold everything but each other', () => {
    expect(found('<blockquote>a <blockquote expandable>b</blockquote> <code>c</code></blockquote>', 'HTML')).toEqual([
      ['blockquote', 'a b c'],
      ['code', 'c'],
    ])
  })

  test('code holds nothing, and styles end before it', () => {
    expect(found('<code>a <b>b</b></code> <i>c <pre>d</pre> e</i>', 'HTML')).toEqual([
      ['code', 'a b'],
      ['italic', 'c '],
      ['pre', 'd'],
      ['italic', ' e'],
    ])
  })

  test('links, code and dates do not hold each other', () => {
    const html =
      '<a href="http://a.b">l <tg-time unix="9" format="r">t</tg-time></a> <tg-time unix="9">u <code>v</code></tg-time>'
    expect(found(html, 'HTML')).toEqual([
      ['text_link', 'l t'],
      ['date_time', 'u v'],
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
