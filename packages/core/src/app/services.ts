import { type ApiKeys, checkScopes, createApiKeys } from '../api-keys/index.ts'
import { createApprovals, createQueueNotices, queueButton } from '../approvals/index.ts'
import { checkSubscriptions, createEvents, createSubscriptionJobs, type OwnedSubscription } from '../events/index.ts'
import {
  type Core,
  checkBuilt,
  checkDeclarations,
  createDeclarations,
  type Declarations,
  together,
} from '../feature/index.ts'
import { createForms, type Forms } from '../form-engine/index.ts'
import { checkRoutes, type Idempotency } from '../http/index.ts'
import { createTexts, loadTextSources } from '../i18n/index.ts'
import { createIdempotency } from '../idempotency/index.ts'
import { createAdminNotifier, createIncidents } from '../incidents/index.ts'
import { createSourceOf, type SourceOf } from '../intake/index.ts'
import { checkJobs, createInstances, createJobs, type Instances, type JobService } from '../jobs/index.ts'
import { checkLedgers, createLedger, indexLedgers, ledgersOf } from '../ledger/index.ts'
import { createNotifications } from '../notifications/index.ts'
import { decidableNouns } from '../nouns/index.ts'
import { createOnce } from '../once/index.ts'
import { createOutsideClient } from '../outside/index.ts'
import { createPayments, type Payments } from '../payments/index.ts'
import type { OutgoingPhotos } from '../photos/index.ts'
import { checkData } from '../privacy/index.ts'
import { createMenuChanged, createRoleMenus, type RoleMenus } from '../surface/index.ts'
import { createAdminAction, createAudit, createUsers } from '../users/index.ts'
import { coreParts } from './core-parts.ts'
import type { Foundation } from './foundation.ts'
import { createPictures } from './pictures.ts'
import { createStartLinks, type StartLinks } from './start-links.ts'

/** Texts that belong to no feature. */
const coreLocales = new URL('../../locales/', import.meta.url)
/** The core is the first feature that is mounted. */
const coreOwner = { id: 'core', code: 'co' }

/** All features built on one core, checked against each other. */
export interface Services {
  readonly core: Core
  readonly declarations: Declarations
  readonly jobs: JobService
  readonly instances: Instances
  readonly forms: Forms
  readonly outgoingPhotos: OutgoingPhotos
  readonly startLinks: StartLinks
  readonly roleMenus: RoleMenus
  readonly apiKeys: ApiKeys
  readonly idempotency: Idempotency
  readonly payments: Payments
  /** What is kept of the start payloads that people come by. */
  readonly sourceOf: SourceOf
}

export interface ServicesOptions {
  readonly foundation: Foundation
  /** Unique id of this process. */
  readonly instanceId: string
  readonly random?: () => number
  /** How long a feature may take over what was paid. */
  readonly hookMs?: number | undefined
}

/** @throws one error that lists every wrong declaration with its cure */
export function buildServices({ foundation, instanceId, random = Math.random, hookMs }: ServicesOptions): Services {
  const { config, db, clock, log, metrics, keyring, databaseUrl: url, listener } = foundation
  const features = [...config.features, ...config.offFeatures]
  refuse(checkDeclarations(features))
  const texts = createTexts(
    [{ ...coreOwner, locales: coreLocales }, ...features].flatMap(({ id, locales }) => loadTextSources(id, locales)),
  )

  const textKeys = texts.keys.get('en') ?? new Set<string>()

  // What these write goes to what features declare: they read the one index, which fills while features build.
  const declarations = createDeclarations()
  const notifications = createNotifications({
    topics: () => together(declarations.on, (part) => part.topics),
    keyring,
    clock,
  })
  const users = createUsers(db, new Set(config.adminIds), reachabilityHooks(declarations))
  const incidents = createIncidents({ db, clock, notifyAdmins: createAdminNotifier(users, notifications) })
  const instances = createInstances({ db, log, id: instanceId, role: config.platform.ROLE })
  const subscriptions = () => subscriptionsOf(declarations)
  const allJobs = () => [...together(declarations.on, (part) => part.jobs), ...createSubscriptionJobs(subscriptions())]
  const jobs = createJobs({
    ...{ db, url, clock, instances, log, metrics, random },
    ...(listener ? { listener } : {}),
    jobs: allJobs,
    onDead: async (tx, dead) => void (await incidents.open(tx, `core:job-dead:${dead.job}`, dead.error.slice(0, 200))),
  })

  const audit = createAudit()
  const adminAction = createAdminAction({ db, audit })
  const startLinks = createStartLinks()
  const { files, photos, outgoing, albums } = createPictures(foundation, startLinks.startLink)
  const events = createEvents({ jobs, subscriptions })
  let declared: ReturnType<typeof indexLedgers> | undefined
  // Also of what is switched off: what people have by it stays theirs.
  const declaredLedgers = () => {
    declared ??= indexLedgers(ledgersOf(declarations.all))
    return declared
  }
  const ledger = createLedger({ ...{ db, clock, log, events, incidents }, declared: declaredLedgers })
  const core: Core = {
    ...foundation,
    jobs,
    notifications,
    events,
    ledger,
    users,
    audit,
    adminAction,
    approvals: createApprovals({
      ...{ db, clock, keyring, adminAction, users },
      notices: createQueueNotices({ clock, users, notifications, button: queueButton }),
      nouns: () => decidableNouns(declarations),
    }),
    incidents,
    once: createOnce({ db, keyring, clock }),
    texts,
    files,
    photos,
    random,
    startLink: startLinks.startLink,
    menuChanged: createMenuChanged(jobs),
    outside: (options) => createOutsideClient({ ...options, log, metrics }),
  }
  const forms = createForms({ ...core, parts: () => declarations.on })
  const roleMenus = createRoleMenus({ call: foundation.call, users, texts, log, declarations })
  const apiKeys = createApiKeys(core)

  const payments = createPayments({ ...core, platform: foundation.platform, hookMs, parts: () => declarations })

  declarations.add(
    coreOwner,
    coreParts(core, {
      config,
      declarations,
      forms,
      albums,
      roleMenus,
      payments,
      jobs,
      apiKeys,
      textKeys,
      declaredLedgers,
    }),
    'on',
  )
  for (const feature of features)
    declarations.add(
      feature,
      feature.build(core, config.featureEnv[feature.id] ?? {}),
      config.features.includes(feature) ? 'on' : 'off',
    )
  declarations.complete()
  refuse([
    ...checkBuilt({ declarations, textKeys: texts.keys, textOwners: texts.owners }),
    ...checkJobs(allJobs()),
    ...checkData(declarations.all, textKeys),
    ...checkLedgers(declarations.all, textKeys),
    ...checkRoutes(declarations.on),
    ...checkScopes(declarations.on, textKeys),
    ...checkSubscriptions(
      together(declarations.all, (part) => part.events),
      subscriptions(),
    ),
  ])
  return {
    core,
    declarations,
    jobs,
    instances,
    forms,
    outgoingPhotos: outgoing,
    startLinks,
    roleMenus,
    apiKeys,
    idempotency: createIdempotency(core),
    payments,
    sourceOf: createSourceOf(declarations.all.map(({ part }) => part)),
  }
}

const subscriptionsOf = ({ on }: Declarations): readonly OwnedSubscription[] =>
  on.flatMap(({ id, part }) => (part.subscriptions ?? []).map((subscription) => ({ feature: id, subscription })))

const reachabilityHooks = (declarations: Declarations): Parameters<typeof createUsers>[2] => ({
  async reachable(tx, id) {
    for (const { part } of declarations.on) await part.userReachable?.(tx, id)
  },
  async unreachable(tx, id) {
    for (const { part } of declarations.on) await part.userUnreachable?.(tx, id)
  },
})

function refuse(problems: readonly string[]): void {
  if (problems.length > 0)
    throw new Error(`The features do not fit together:\n${problems.map((line) => `  ${line}`).join('\n')}`)
}
