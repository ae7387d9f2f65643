// One sending process, for tests that kill it: node sender-process.ts <database url> <api root>

import type { Topic } from '@bazaar/core/notifications'
import { createFakeClock } from '@bazaar/testing'
import { createOutbox } from '../notifications/outbox-harness.ts'

const [, , url = '', apiRoot = '', errsOn] = process.argv
const topics: readonly Topic[] = [{ id: 'test-crash', lane: 'alert', errsOn: errsOn === 'loss' ? 'loss' : 'duplicate' }]
createOutbox({ url, apiRoot, topics, clock: createFakeClock(new Date(Date.now() + 60_000)) }).sender.start()
