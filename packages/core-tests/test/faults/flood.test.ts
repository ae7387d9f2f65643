import { startTestPlatform, waitFor } from '@bazaar/testing'
import { expect, it } from 'vitest'
import { readCounter } from '../bot/counters.ts'
import { createProbeFeature } from '../bot/probe-feature.ts'

const members = 14
const flood = 700
const strangers = 100

/**
 * Members of one group send more than may wait or run, and Telegram refuses every answer to that group. Meanwhile people
 * whom nobody has seen before say hello, one after another.
 */
it.each(['polling', 'webhook'] as const)('a stranger is answered beside the worst group, by %s', async (mode) => {
  const platform = await startTestPlatform({
    features: [createProbeFeature()],
    mode,
    env: { RATE_LIMIT_MAX_REQUESTS: '100000', RATE_LIMIT_GROUP_MAX_REQUESTS: '100000' },
  })
  try {
    const people = Array.from({ length: members }, (_, index) => platform.telegram.user(`M${index}`))
    const group = platform.telegram.group('The worst', people)
    platform.standin.faults.add({ chat_id: group, kind: '429', retry_after: 5, times: null })
    for (let n = 0; n < flood; n += 1) await people[n % members]?.in(group).sends('/here')
    await waitFor('the group waits for Telegram', () => (platform.standin.stats().calls.sendMessage ?? 0) > 0)
    const waits: number[] = []
    for (let n = 0; n < strangers; n += 1) {
      const stranger = platform.telegram.user(`S${n}`)
      const startedAt = performance.now()
      await stranger.sends('/start')
      await stranger.sees('Probe is open')
      waits.push(performance.now() - startedAt)
    }
    waits.sort((a, b) => a - b)
    const [p50, p99] = [0.5, 0.99].map((share) => Math.round(waits[Math.ceil(strangers * share) - 1] ?? 0))
    const errors = await readCounter(platform.app, 'errors_total')
    console.log(`stranger's answer beside the worst group, by ${mode}: p50 ${p50} ms, p99 ${p99} ms; ${errors} errors`)
    expect(p99).toBeLessThan(2_000)
    expect(errors).toBe(0)
  } finally {
    platform.standin.faults.clear()
    await platform.stop()
  }
})
