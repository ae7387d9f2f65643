// npm run verify:real: asks the real services with the operator's own credentials (environment or .env), and changes nothing there.
import { loadOfflineConfig } from '../apps/bot/src/offline.ts'
import { type Config, describeProblems, readProcessEnv } from '../packages/core/src/config/index.ts'
import { attempt, type Finding } from './verify-real/finding.ts'
import { checkShops } from './verify-real/shops.ts'
import { checkPostgres, checkRedis } from './verify-real/stores.ts'
import { checkTelegram } from './verify-real/telegram.ts'

const marks = { answered: 'ok  ', 'not configured': '-   ', failed: 'FAIL' } as const

async function check({ platform, ...config }: Config): Promise<readonly Finding[]> {
  const env = readProcessEnv()
  const given = env.BOT_TOKEN ?? env.TELEGRAM_BOT_TOKEN ?? env.TELEGRAM_TOKEN
  const host = (url: string | undefined): string => (url === undefined ? 'the address' : new URL(url).host)
  return [
    await attempt('Telegram', `Is ${host(platform.TELEGRAM_API_ROOT)} reachable from this machine?`, () =>
      checkTelegram(platform.TELEGRAM_API_ROOT, given, platform.WEBHOOK_URL),
    ),
    await attempt('PostgreSQL', `Check DATABASE_URL and that ${host(platform.DATABASE_URL)} accepts this user.`, () =>
      checkPostgres(platform.DATABASE_URL),
    ),
    await attempt('Redis', `Check REDIS_URL and that ${host(platform.REDIS_URL)} is reachable.`, () =>
      checkRedis(platform.REDIS_URL),
    ),
    ...(await checkShops({ platform, ...config }).catch((error: unknown): readonly Finding[] => [
      { what: 'The features', state: 'failed', detail: `they could not be built: ${String(error)}` },
    ])),
  ]
}

/** Whatever a service or a library put into its words, no secret leaves. */
function redact(text: string): string {
  const env = readProcessEnv()
  const passwords = [env.DATABASE_URL, env.REDIS_URL].flatMap((url) => {
    const password = url === undefined || !URL.canParse(url) ? '' : new URL(url).password
    return [password, decodeURIComponent(password)]
  })
  const named = Object.entries(env).flatMap(([name, value]) => (/TOKEN|SECRET|KEYS?$/.test(name) ? [value ?? ''] : []))
  const secrets = [...named, ...passwords].filter((secret) => secret.length >= 4)
  return secrets.reduce((clean, secret) => clean.replaceAll(secret, '********'), text)
}

const loaded = loadOfflineConfig({ database: false })
if (loaded.ok) {
  const findings = await check(loaded.config)
  for (const { what, state, detail } of findings) console.log(redact(`${marks[state]} ${what}: ${state}. ${detail}`))
  process.exitCode = findings.some(({ state }) => state === 'failed') ? 1 : 0
} else {
  console.error(describeProblems(loaded.problems))
  process.exitCode = 1
}
