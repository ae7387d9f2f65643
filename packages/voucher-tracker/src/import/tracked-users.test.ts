import { describe, expect, it } from 'vitest'
import { parseTrackedUsers } from './tracked-users.ts'

const anna = { username: 'anna', tracked_at: '2025-11-02T10:11:12.500000', notified: true }
const boris = { username: null, tracked_at: 1_762_078_272, notified: false, note: 'kept' }

describe('parseTrackedUsers', () => {
  it.each([
    ['bare', { 1001: anna, 1002: boris }],
    ['wrapped', { tracked_users: { 1001: anna, 1002: boris } }],
  ])('reads the %s shape without losing anything', (_name, file) => {
    expect(parseTrackedUsers(JSON.stringify(file))).toEqual({
      kind: 'users',
      users: [
        { id: 1001n, trackedAt: new Date('2025-11-02T10:11:12.500Z'), notified: true, raw: anna },
        { id: 1002n, trackedAt: new Date('2025-11-02T10:11:12Z'), notified: false, raw: boris },
      ],
    })
  })

  it('takes what a database cannot hold as U+FFFD, and no id that is none', () => {
    const odd = parseTrackedUsers('{"1001":{"username":"an\\u0000na\\ud800"}}')
    expect(odd.kind === 'users' && odd.users[0]?.raw).toEqual({ username: 'an\uFFFDna\uFFFD' })
    expect(parseTrackedUsers('{"9999999999999999999":{}}').kind).toBe('problems')
  })

  it('names every problem at once', () => {
    const parsed = parseTrackedUsers(JSON.stringify({ '@anna': anna, 1002: { notified: 'yes' } }))
    expect(parsed.kind).toBe('problems')
    if (parsed.kind === 'problems') expect(parsed.problems).toHaveLength(2)
  })

  it.each(['', '[]', 'null', '{"tracked_users":[]}'])('refuses %j', (text) => {
    expect(parseTrackedUsers(text).kind).toBe('problems')
  })
})
