import { describe, expect, it } from 'vitest'
import { createMetrics, createPlatformMetrics } from './index.ts'

describe('createMetrics', () => {
  it('renders counters, collected gauges and process metrics', async () => {
    const metrics = createMetrics()
    metrics.counter('sold_total', 'Sold', ['kind']).inc({ kind: 'pizza' }, 3)
    metrics.counter('sold_total', 'Sold', ['kind']).inc({ kind: 'pizza' })
    metrics.gauge('depth', 'Depth', [], async () => 7)
    metrics.gauge('broken', 'Broken', [], () => {
      throw new Error('no database')
    })
    const { body, contentType } = await metrics.render()
    expect(contentType).toContain('text/plain')
    expect(body).toContain('sold_total{kind="pizza"} 4')
    expect(body).toContain('depth 7')
    expect(body).toContain('broken Nan')
    expect(body).toContain('process_resident_memory_bytes')
    expect(() => metrics.gauge('sold_total', 'Sold')).toThrow(/sold_total is a counter already/)
  })

  it('counts errors of the last minute', async () => {
    let now = 1_700_000_000_000
    const metrics = createMetrics()
    const platform = createPlatformMetrics(metrics, () => now)
    for (let second = 0; second < 90; second++) {
      platform.countError('chat')
      now += 1_000
    }
    expect(platform.errorsPerMinute()).toBeGreaterThanOrEqual(59)
    expect(platform.errorsPerMinute()).toBeLessThanOrEqual(60)
    now += 60_000
    expect(platform.errorsPerMinute()).toBe(0)
    const { body } = await metrics.render()
    expect(body).toContain('errors_total{where="chat"} 90')
    expect(body).toContain('errors_rate 0')
    expect(body).toMatch(/event_loop_lag [0-9.e-]+/)
  })
})
