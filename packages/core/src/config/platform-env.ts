import { isIP } from 'node:net'
import { z } from 'zod'
import { parseKeys } from '../crypto/index.ts'
import { adjustLimit } from './adjust-limit.ts'
import { linkUrl } from './link-url.ts'

const id = z.string().regex(/^\d{1,16}$/, 'Telegram ids, separated by commas')
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)
/** An address, or a range of them: `10.0.0.0/8`. */
function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}
const from = (min: number, max: number) =>
  z.coerce
    .number({ error: `a whole number from ${min} to ${max}` })
    .int(`a whole number from ${min} to ${max}`)
    .min(min, `a whole number from ${min} to ${max}`)
    .max(max, `a whole number from ${min} to ${max}`)
const whole = (description: string, fallback: number, min: number, max: number) =>
  from(min, max).default(fallback).meta({ description })
/** Sent as `Authorization: Bearer …`, which ends at a space. */
const bearer = () =>
  z.string().regex(/^[\x21-\x7e]{16,}$/, 'at least 16 characters: letters, digits and signs, no spaces')
const url = (protocols: RegExp, example: string) => z.url({ protocol: protocols, error: `a URL like ${example}` })

/** Telegram's own server; others may call addresses that nobody else reaches. */
export const officialApi = 'https://api.telegram.org'

/** Every variable of the platform itself. Features declare their own; `.env.example` is made from all of them. */
export const platformEnv = {
  BOT_TOKEN: z
    .string({ error: 'the token that @BotFather gave you (leave it out and use `npm start` for the playground)' })
    .regex(/^\d+:[\w-]{30,}$/, 'a token like 123456:ABC-DEF…')
    .meta({ secret: true, description: 'Token from @BotFather. Without it, `npm start` runs the playground.' }),
  TELEGRAM_API_ROOT: url(/^https?$/, officialApi)
    .default(officialApi)
    .meta({ description: 'Bot API server.' }),
  DATABASE_URL: url(/^postgres(ql)?$/, 'postgres://user:password@host:5432/bazaar')
    .optional()
    .meta({
      secret: true,
      description: 'PostgreSQL, or a pooler of whole sessions before it. Left out: an embedded one under DATA_DIR.',
    }),
  DATABASE_POOL_SIZE: whole(
    'Connections to PostgreSQL of one process, beside up to 8 that listen, lock and run jobs.',
    20,
    2,
    200,
  ),
  REDIS_URL: url(/^rediss?$/, 'redis://localhost:6379')
    .optional()
    .meta({ secret: true, description: 'Redis for locks and limits. Left out: PostgreSQL does both.' }),
  REDIS_MAX_CONNECTIONS: whole('Connections to Redis of one process.', 2, 1, 50),
  DATA_DIR: z.string().default('.data').meta({
    description:
      'Folder for the embedded database and for pictures (its `files`). Several hosts that run one bot must share `files`.',
  }),
  HOST: z
    .string()
    .default('127.0.0.1')
    .meta({ description: 'Address that the HTTP server listens on (0.0.0.0 in a container).' }),
  PORT: whole('Port that the public reaches: the webhook, /api/…, /ready.', 8080, 0, 65_535),
  TRUSTED_PROXIES: list
    .pipe(z.array(z.string().refine(isAddressRange, 'addresses or ranges like 10.0.0.0/8, separated by commas')))
    .optional()
    .meta({
      description:
        'Addresses of the proxies before PORT, whose X-Forwarded-For says who calls: limits of public routes count by address. Left out: the header is not believed.',
    }),
  OPERATIONS_PORT: from(0, 65_535).optional().meta({
    description:
      'Port of its own for /health, /metrics and /openapi.json, which PORT then answers with 404. Left out: they need the OPERATIONS_TOKEN.',
  }),
  OPERATIONS_HOST: z
    .string()
    .default('127.0.0.1')
    .meta({ description: 'Address of that port (0.0.0.0 in a container, whose ports are published one by one).' }),
  OPERATIONS_TOKEN: bearer().optional().meta({
    secret: true,
    description:
      'Bearer token of /health, /metrics and /openapi.json, on either port. With neither token nor port of their own, /health says its `status` alone and the others are off.',
  }),
  ROLE: z
    .enum(['all', 'web', 'worker'], { error: 'all, web or worker' })
    .default('all')
    .meta({ description: 'What this process does: web takes updates, worker sends and runs jobs.' }),
  WEBHOOK_URL: url(/^https?$/, 'https://bot.example.com')
    .optional()
    .meta({
      description: 'Public base URL. Set: Telegram calls <WEBHOOK_URL>/telegram/webhook. Left out: long polling.',
    }),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, '16 to 256 letters, digits, _ and -')
    .optional()
    .meta({
      secret: true,
      description: 'Secret that Telegram sends with every webhook call. Required with WEBHOOK_URL.',
    }),
  CRON_SECRET: bearer()
    .optional()
    .meta({ secret: true, description: 'Bearer secret of /api/cron. Left out: the route is off.' }),
  ENCRYPTION_KEYS: z
    .string({ error: 'keys like a:<base64 of 32 bytes>; make one with `pnpm bot new-key`' })
    .superRefine((text, context) => {
      try {
        parseKeys(text)
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
      }
    })
    .meta({
      secret: true,
      description:
        'Keys for private values, newest first, like a:<base64>,b:<base64>. Make one with `pnpm bot new-key`.',
    }),
  ADMIN_IDS: list
    .pipe(z.array(id))
    .default([])
    .meta({ description: 'Telegram ids of the owners, separated by commas.' }),
  FEATURES: list.optional().meta({ description: 'Ids of the features that are switched on. Left out: all.' }),
  RATE_LIMIT_MAX_REQUESTS: whole('Updates that one person may send per window.', 100, 1, 100_000),
  RATE_LIMIT_GROUP_MAX_REQUESTS: whole(
    'Commands and presses that all members of one group together may send per window.',
    60,
    1,
    100_000,
  ),
  RATE_LIMIT_WINDOW_SECONDS: whole('Length of that window.', 60, 1, 86_400),
  SEND_RATE_PER_SECOND: whole('Messages per second to Telegram; Telegram allows about 30.', 29, 1, 1000),
  SEND_CHAT_INTERVAL_MS: whole(
    'Milliseconds between two unprompted messages to one chat; Telegram allows about one a second.',
    1_000,
    1,
    60_000,
  ),
  OPERATOR_CONTACT: z
    .string()
    .max(200, 'at most 200 characters')
    .optional()
    .meta({ description: 'Who runs this bot and how to reach them, shown in /privacy and /terms.' }),
  PRIVACY_URL: linkUrl('https://example.com/privacy')
    .optional()
    .meta({ description: 'Your full privacy notice; linked from /privacy.' }),
  TERMS_URL: linkUrl('https://example.com/terms')
    .optional()
    .meta({ description: 'Your full terms; linked from /terms.' }),
  LEDGER_ADJUST_LIMIT: adjustLimit.prefault('100,PTS:50000,XTR:1000').meta({
    description:
      'Up to how much one person of finance may correct alone within 24 hours, in whole units: a number for any currency, CODE:number for one. Above it a second person decides.',
  }),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], { error: 'debug, info, warn or error' })
    .default('info')
    .meta({ description: 'Least severe lines to log.' }),
  LOG_FORMAT: z
    .enum(['json', 'pretty'], { error: 'json or pretty' })
    .default('json')
    .meta({ description: 'json for machines, pretty for people.' }),
}

/** Old names that operators of the earlier bots have in their files. */
export const platformEnvAliases = { BOT_TOKEN: ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_TOKEN'] }

export type PlatformEnv = z.infer<z.ZodObject<typeof platformEnv>>
