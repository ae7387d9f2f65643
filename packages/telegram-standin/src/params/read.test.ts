import { describe, expect, test } from 'vitest'
import { parseMultipart } from './multipart.ts'
import { readParams } from './read.ts'
import { flag, int, json, text } from './values.ts'

const form = (body: string) => Buffer.from(body.replaceAll('\n', '\r\n'))

describe('parameters', () => {
  test('query before body, and the first value wins', () => {
    const body = Buffer.from('a=3&b=4&b=5')
    expect(readParams('a=1&a=2', 'application/x-www-form-urlencoded', body).values).toEqual({ a: '1', b: '4' })
    expect(readParams('a=1', 'application/json; charset=utf-8', Buffer.from('{"a":2,"c":[3]}')).values).toEqual({
      a: '1',
      c: [3],
    })
    expect(() => readParams('', 'application/json', Buffer.from('[1]'))).toThrow('Bad Request: JSON object expected')
  })
  test('booleans, clamped integers and nested JSON', () => {
    const params = readParams('t=True&y=yes&o=1&n=0&i=700&s=x&j=%7B%22a%22%3A1%7D', '', null)
    expect(['t', 'y', 'o', 'n', 'missing'].map((name) => flag(params, name))).toEqual([true, true, true, false, false])
    expect(int(params, 'i', 0, 1, 100)).toBe(100)
    expect(int(params, 's')).toBe(0)
    expect(json(params, 'j', 'bad')).toEqual({ a: 1 })
    expect(() => json(params, 's', 'no JSON')).toThrow('Bad Request: no JSON')
    expect(text(params, 'missing')).toBe('')
  })
})

describe('multipart', () => {
  const type = 'multipart/form-data; boundary=xx'
  test('fields, files, quoted, bare and extended file names', () => {
    const body = form(
      '--xx\nContent-Disposition: form-data; name="chat_id"\n\n7\n--xx\nContent-Disposition: form-data; name="photo"; filename="a \\"b\\".png"\nContent-Type: image/png\n\n\n--not\n\n--xx\ncontent-disposition:form-data;name="f";filename=my file.txt\n\nz\n--xx\nContent-Disposition: form-data; name="g"; filename*=UTF-8\'\'na%C3%AFve.txt\n\n\n--xx--\n',
    )
    const { values, files } = readParams('', type, body)
    expect(values).toEqual({ chat_id: '7' })
    expect([...files].map(([name, file]) => [name, file.filename, Buffer.from(file.bytes).toString()])).toEqual([
      ['photo', 'a "b".png', '\r\n--not\r\n'],
      ['f', 'my file.txt', 'z'],
      ['g', 'naïve.txt', ''],
    ])
  })
  test.each([
    ['no boundary', 'multipart/form-data', '--xx--'],
    ['no end', type, '--xx\nContent-Disposition: form-data; name="a"\n\n7'],
    ['no name', type, '--xx\nContent-Disposition: form-data\n\n7\n--xx--'],
  ])('malformed: %s', (_, contentType, body) => {
    expect(parseMultipart(form(body), contentType)).toBeNull()
  })
})
