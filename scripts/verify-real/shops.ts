import { noDatabase } from '../../apps/bot/src/offline.ts'
import { openCommandLine } from '../../packages/core/src/app/index.ts'
import type { Config } from '../../packages/core/src/config/index.ts'
import type { Finding } from './finding.ts'

/** Runs every feature's `…:check` verb that needs no database: what the features read outside. */
export async function checkShops(config: Config): Promise<readonly Finding[]> {
  const line = await openCommandLine({ ...config, platform: { ...config.platform, LOG_LEVEL: 'error' } }, noDatabase)
  try {
    const findings: Finding[] = []
    for (const verb of line.verbs.filter(({ name, needsDatabase }) => name.endsWith(':check') && !needsDatabase)) {
      const printed: string[] = []
      const code = await verb.run([], (text) => printed.push(text))
      findings.push({ what: verb.name, state: code === 0 ? 'answered' : 'failed', detail: printed.join('\n  ') })
    }
    return findings
  } finally {
    await line.close()
  }
}
