import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Core, defineFeature, type Feature } from '@bazaar/core/feature'
import { jobType, onJob } from '@bazaar/core/jobs'
import { z } from 'zod'

const texts = `
shop-title = Shop
shop-news = News for { $name }
shop-status = Two orders of { $name }
shop-source = The shelf
shop-source-ok = looked at just now
shop-card = Business { $id }
`

export const deliver = jobType('shop.deliver', z.object({ to: z.string() }))

/** What the tests decide and see. */
export interface ShopSpy {
  /** Whether the job `shop.deliver` works. */
  works: boolean
  delivered: number
  /** Makes status and health throw. */
  broken: boolean
  core?: Core
}

/** A feature with a topic that errs on loss, a job that can die, approvals, a status and a source. */
export function createShop(spy: ShopSpy): Feature {
  const locales = mkdtempSync(path.join(tmpdir(), 'bazaar-shop-'))
  for (const locale of ['en', 'ru']) writeFileSync(path.join(locales, `${locale}.ftl`), texts)
  return defineFeature({
    id: 'shop',
    code: 'sh',
    env: {},
    locales: pathToFileURL(`${locales}/`),
    build: (core) => {
      spy.core = core
      return [
        {
          topics: [
            { id: 'shop-news', lane: 'promotion', errsOn: 'loss' },
            { id: 'shop-receipt', lane: 'money', errsOn: 'duplicate' },
          ],
          jobs: [
            onJob(deliver, {
              timeoutMs: 5_000,
              maxAttempts: 1,
              async run() {
                if (!spy.works) throw new Error('The van is <b>broken</b>')
                spy.delivered += 1
              },
            }),
          ],
          nouns: [
            {
              id: 'shop-business',
              letter: 'B',
              title: { key: 'shop-title' },
              decide: {
                by: 'moderator',
                card: async (id) => ({ key: 'shop-card', params: { id: String(id) } }),
                onApproved: async () => undefined,
                onRejected: async () => undefined,
              },
            },
          ],
          async status(userId) {
            if (spy.broken) throw new Error('out of order')
            return { key: 'shop-status', params: { name: String(userId) } }
          },
          async health() {
            if (spy.broken) throw new Error('out of order')
            return [{ label: { key: 'shop-source' }, state: 'ok', detail: { key: 'shop-source-ok' } }]
          },
          eraseUser: async () => undefined,
          exportUser: async () => ({}),
        },
      ]
    },
  })
}
