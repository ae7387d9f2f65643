import type { Core, Part } from '@bazaar/core/feature'
import { onJob } from '@bazaar/core/jobs'
import type { Settings } from '../env.ts'
import type { Channel } from '../stock/index.ts'
import { createAddressForm } from './address.form.ts'
import { createBurial, webhookTopic } from './burial.ts'
import { channelCallbacks } from './channel.bot.ts'
import { pageScreen } from './channel.screens.ts'
import { createDeliverer } from './deliverer.ts'
import { createEndpoints } from './endpoints.ts'
import { deliver, tidyDeliveries } from './job-types.ts'
import { createOutgoing } from './outgoing.ts'
import { createRequests } from './requests.ts'
import { createSeals, sealedColumns } from './sealed.ts'
import { createSettling } from './settling.ts'
import { createTester } from './testing.ts'
import { createTidying } from './tidying.ts'

const day = 86_400_000

export interface Webhook {
  readonly channel: Channel
  readonly part: Part
}

/** Alerts on a seller's own server: the channel that stock news leave by, and what people set it up with. */
export function createWebhook(core: Core, settings: Settings): Webhook {
  const seals = createSeals(core.keyring)
  const requests = createRequests(core, settings.ETSY_WEBHOOK_ALLOW_HOSTS)
  const endpoints = createEndpoints({ ...core, seals })
  const outgoing = createOutgoing({ ...core, seals })
  const settling = createSettling({ ...core, bury: createBurial(core) })
  const send = createDeliverer({ ...core, seals, requests, settling })
  const test = createTester({ ...core, endpoints, outgoing })
  return {
    channel: outgoing,
    part: {
      callbacks: channelCallbacks({ ...core, endpoints, test }),
      forms: [createAddressForm({ requests, endpoints, page: pageScreen })],
      topics: [webhookTopic],
      jobs: [
        onJob(deliver, {
          ...{ timeoutMs: 60_000, maxAttempts: 10 },
          run: ({ endpoint }, { signal }) => send(endpoint, signal),
        }),
        onJob(tidyDeliveries, {
          ...{ schedule: { everyMs: 600_000, jitter: 0.1 }, timeoutMs: 60_000, maxAttempts: 3 },
          run: createTidying(core),
        }),
      ],
      sealed: sealedColumns,
      retention: [
        {
          ...{ id: 'delivery', table: 'etsy_lowstock_delivery', ageColumn: 'ended_at', keepMs: 30 * day },
          ...{ time: 'business', personal: true },
        },
      ],
      exportUser: async (userId) => ({ webhooks: await endpoints.export(userId) }),
    },
  }
}
