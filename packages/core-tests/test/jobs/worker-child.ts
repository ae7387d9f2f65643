import { createDatabaseClock } from '@bazaar/core/clock'
import { createDb } from '@bazaar/core/db'
import { createInstances, createJobs, jobType, onJob } from '@bazaar/core/jobs'
import { createLogger } from '@bazaar/core/log'
import { createMetrics } from '@bazaar/core/metrics'
import { z } from 'zod'

/** A worker process whose job never ends, to be killed by the test. */
const url = process.env.TEST_URL ?? ''
const log = createLogger({ level: 'silent' })
const db = createDb({ url, poolSize: 3, applicationName: 'child' })
const instances = createInstances({ db, id: 'child', role: 'worker', log, beatMs: 100, deadAfterMs: 1_000 })
const forever = onJob(jobType('test.forever', z.object({})), {
  timeoutMs: 3_600_000,
  maxAttempts: 3,
  run: () => new Promise<void>(() => process.stdout.write('running\n')),
})
const clock = await createDatabaseClock({ db, log })
await createJobs({ db, url, jobs: () => [forever], clock, instances, log, metrics: createMetrics() }).start()
