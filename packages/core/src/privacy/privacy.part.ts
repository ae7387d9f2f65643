import { z } from 'zod'
import type { Core, Declarations, Part } from '../feature/index.ts'
import { jobType, onJob } from '../jobs/index.ts'
import { pruneAll } from './prune.ts'
import { resealAll } from './reseal.ts'
import { rotateKeysVerb } from './rotate-keys.ts'
import { type PrivacyScreenDeps, privacyCallbacks, privacyCommands } from './screens.ts'
import { watchKeyUses, watchSealed } from './watch-keys.ts'

const prune = jobType('core.prune', z.object({}))
const reseal = jobType('core.reseal', z.object({}))

/** What is stored about people, for how long, and under which key. */
export function privacyPart(
  core: Core,
  declarations: Declarations,
  screens: Omit<PrivacyScreenDeps, 'declarations'>,
): Part {
  const deps = { ...screens, declarations }
  return {
    commands: privacyCommands(deps),
    callbacks: privacyCallbacks(deps),
    jobs: [
      onJob(prune, {
        schedule: { cron: '17 * * * *' },
        timeoutMs: 300_000,
        maxAttempts: 3,
        run: async (_payload, { signal }) => void (await pruneAll(core, declarations.all, signal)),
      }),
      onJob(reseal, {
        // Adding a key restarts the bot: what older keys sealed is sealed anew within the next night.
        schedule: { cron: '41 2 * * *' },
        timeoutMs: 3_600_000,
        maxAttempts: 3,
        async run(_payload, { signal, log }) {
          const counts = await resealAll(core, declarations.all, signal)
          for (const count of counts)
            if (count.resealed + count.unreadable > 0) log.info(count, 'a sealed column was renewed')
          if (!signal.aborted) await watchSealed(core, counts)
        },
      }),
    ],
    cli: [rotateKeysVerb(core, declarations)],
    start: () => watchKeyUses(core, declarations.all),
  }
}
