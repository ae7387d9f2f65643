import { createAdmin } from '../admin/index.ts'
import { createApprovals, createQueueNotices, queueTopic } from '../approvals/index.ts'
import type { MountedSurface } from '../bot/index.ts'
import { checkSubscriptions, createEvents, createSubscriptionJobs } from '../events/index.ts'
import { type BuiltFeature, type Core, checkBuilt, checkDeclarations, type Feature } from '../feature/index.ts'
import { createForms, type Forms } from '../form-filling/index.ts'
import { createTexts, loadTextSources } from '../i18n/index.ts'
import { createIncidents, type Incidents } from '../incidents/index.ts'
import { createSourceOf, type SourceOf } from '../intake/index.ts'
import { createInstances, createJobs, type Instances, type JobService } from '../jobs/index.ts'
import { createNotifications, type Topic } from '../notifications/index.ts'
import { createOnce } from '../once/index.ts'
import { createOutsideClient } from '../outside/index.ts'
import type { OutgoingPhotos } from '../photos/index.ts'
import { checkData, coreData, createCoreStore, createPrivacy, type DataDeclaration } from '../privacy/index.ts'
import { createSupport, supportTopic } from '../support/index.ts'
import { buildCoreSurface, createRoleMenus, queueButton, type RoleMenus, requestsButton } from '../surface/index.ts'
import { createAdminAction, createAudit, createUsers } from '../users/index.ts'
import { adminTopic, createAdminNotifier, formTopic } from './admin-notices.ts'
import { coreJobs, menuJob } from './core-jobs.ts'
import { deferPorts } from './deferred.ts'
import type { Foundation } from './foundation.ts'
import { createPictures } from './pictures.ts'
import { createStartLinks, type StartLinks } from './start-links.ts'

/** Texts that belong to no feature. */
const coreLocales = new URL('../../locales/', import.meta.url)

/** All features built on one core, checked against each other. */
export interface Services {
  readonly core: Core
  readonly features: readonly BuiltFeature[]
  readonly surfaces: readonly MountedSurface[]
  readonly topics: readonly Topic[]
  readonly jobs: JobService
  readonly instances: Instances
  readonly incidents: Incidents
  readonly forms: Forms
  readonly outgoingPhotos: OutgoingPhotos
  readonly startLinks: StartLinks
  readonly roleMenus: RoleMenus
  /** What is kept of the start payloads that people come by. */
  readonly sourceOf: SourceOf
  /** What the core and all features, also those that are off, declare about their tables. */
  readonly data: readonly DataDeclaration[]
}

export interface ServicesOptions {
  readonly foundation: Foundation
  /** Unique id of this process. */
  readonly instanceId: string
  readonly random?: () => number
}

/** @throws one error that lists every wrong declaration with its cure */
export function buildServices({ foundation, instanceId, random = Math.random }: ServicesOptions): Services {
  const { config, db, clock, log, metrics, keyring } = foundation
  const allFeatures = [...config.features, ...config.offFeatures]
  refuse(checkDeclarations(allFeatures))
  const texts = createTexts(
    [{ id: 'core', locales: coreLocales }, ...allFeatures].flatMap(({ id, locales }) => loadTextSources(id, locales)),
  )
  const { ports, bind } = deferPorts()
  const built: BuiltFeature[] = []
  const users = createUsers(db, new Set(config.adminIds), {
    reachable: async (tx, id) => inTurn(built, (feature) => feature.userReachable(tx, id)),
    unreachable: async (tx, id) => inTurn(built, (feature) => feature.userUnreachable(tx, id)),
  })
  const audit = createAudit()
  const adminAction = createAdminAction({ db, audit })
  const notices = createQueueNotices({ clock, users, notifications: ports.notifications, button: queueButton })
  const kinds = () => built.flatMap((feature) => feature.approvals)
  const approvals = createApprovals({ db, clock, adminAction, notices }, kinds)
  const incidents = createIncidents({ db, clock, notifyAdmins: createAdminNotifier(users, ports.notifications) })
  const startLinks = createStartLinks()
  const { files, photos, outgoing, albums } = createPictures(foundation, startLinks.startLink)
  const core: Core = {
    ...foundation,
    ...ports,
    users,
    audit,
    adminAction,
    approvals,
    incidents,
    once: createOnce({ db, keyring, clock }),
    texts,
    files,
    photos,
    random,
    startLink: startLinks.startLink,
    menuChanged: (tx, userId) =>
      ports.jobs.enqueue(tx, menuJob, { userId: String(userId) }, { key: `core:menu:${userId}` }),
    outside: (options) => createOutsideClient({ ...options, log, metrics }),
  }
  for (const feature of config.features) built.push(feature.build(core, config.featureEnv[feature.id] ?? {}))

  const dormant = config.offFeatures.map((feature) => feature.build(core, config.featureEnv[feature.id] ?? {}))
  const data = [
    coreData,
    ...allFeatures.map(({ id, retention, sealed, keyIds }) => ({ owner: id, retention, sealed, keyIds })),
  ]
  const coreStore = createCoreStore({ db, keyring })
  const privacy = createPrivacy({ db, clock, audit, stores: () => [...built, ...dormant, coreStore] })

  const roleMenus = createRoleMenus({ call: foundation.call, users, texts, log, surfaces: () => surfaces })
  const admin = createAdmin({
    ...core,
    rolesChanged: roleMenus.refresh,
    owners: new Set(config.adminIds),
    topic: adminTopic.id,
    features: () => built,
    jobs: () => jobs,
  })
  const forms = createForms({ db, keyring, clock, once: core.once, photos: core.photos, surfaces: () => surfaces })
  const surfaces: readonly MountedSurface[] = buildCoreSurface({
    db,
    admin,
    roleMenus,
    clock,
    once: core.once,
    forms,
    support: createSupport({ ...core, listButton: requestsButton }),
    limits: foundation.limits,
    users,
    approvals,
    albums,
    privacy,
    data,
    operator: {
      contact: config.platform.OPERATOR_CONTACT,
      privacyUrl: config.platform.PRIVACY_URL,
      termsUrl: config.platform.TERMS_URL,
    },
    textKeys: texts.keys.get('en') ?? new Set(),
    features: built,
    chatMigrated: async (tx, oldId, newId) => inTurn(built, (feature) => feature.chatMigrated(tx, oldId, newId)),
  })
  const subscriptions = built.flatMap(({ id, subscriptions: own }) =>
    own.map((subscription) => ({ feature: id, subscription })),
  )
  refuse([
    ...checkBuilt({ features: built, surfaces, textKeys: texts.keys, textOwners: texts.owners }),
    ...checkData(data, texts.keys.get('en') ?? new Set()),
    ...checkSubscriptions(eventsOf(config.features), subscriptions),
  ])

  const topics = [adminTopic, formTopic, supportTopic, queueTopic, ...built.flatMap((feature) => feature.topics)]
  const instances = createInstances({ db, log, id: instanceId, role: config.platform.ROLE })
  const jobs = createJobs({
    db,
    url: foundation.databaseUrl,
    clock,
    instances,
    log,
    metrics,
    ...(foundation.listener ? { listener: foundation.listener } : {}),
    random,
    jobs: [
      ...coreJobs({ foundation, files, incidents, data, menus: roleMenus }),
      ...built.flatMap((feature) => feature.jobs),
      ...createSubscriptionJobs(subscriptions),
    ],
    onDead: async (tx, dead) => void (await incidents.open(tx, `core:job-dead:${dead.job}`, dead.error.slice(0, 200))),
  })
  bind({
    jobs,
    notifications: createNotifications({ topics, keyring, clock }),
    events: createEvents({ jobs, subscriptions }),
  })
  return {
    core,
    features: built,
    surfaces,
    topics,
    jobs,
    instances,
    incidents,
    forms,
    outgoingPhotos: outgoing,
    startLinks,
    roleMenus,
    sourceOf: createSourceOf([...surfaces.map(({ surface }) => surface), ...dormant.map(({ bot }) => bot)]),
    data,
  }
}

const eventsOf = (features: readonly Feature[]) =>
  features.flatMap((feature) => feature.events.map((name) => ({ name })))

async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  for (const item of items) await work(item)
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0)
    throw new Error(`The features do not fit together:\n${problems.map((line) => `  ${line}`).join('\n')}`)
}
