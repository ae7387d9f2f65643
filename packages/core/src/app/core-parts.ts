import { adminPart } from '../admin/admin.part.ts'
import { createAdmin } from '../admin/index.ts'
import { apiKeysPart } from '../api-keys/api-keys.part.ts'
import type { ApiKeys } from '../api-keys/index.ts'
import { approvalsPart } from '../approvals/approvals.part.ts'
import { showPending } from '../approvals/index.ts'
import { conversationsPart } from '../bot/conversations.part.ts'
import type { Core, Declarations, Part } from '../feature/index.ts'
import { formsPart } from '../form-engine/form-engine.part.ts'
import type { Forms } from '../form-engine/index.ts'
import { idempotencyPart } from '../idempotency/idempotency.part.ts'
import { incidentsPart } from '../incidents/incidents.part.ts'
import { adminTopic } from '../incidents/index.ts'
import { intakePart } from '../intake/intake.part.ts'
import type { JobService } from '../jobs/index.ts'
import { jobsPart } from '../jobs/jobs.part.ts'
import { booksPart } from '../ledger/books.part.ts'
import { createNightWatch, type Declared } from '../ledger/index.ts'
import { walletPart } from '../ledger/wallet.part.ts'
import { limitsPart } from '../limits/limits.part.ts'
import { locksPart } from '../locks/locks.part.ts'
import { notificationsPart } from '../notifications/notifications.part.ts'
import { decidableNouns } from '../nouns/index.ts'
import { nounsPart } from '../nouns/nouns.part.ts'
import { oncePart } from '../once/once.part.ts'
import type { Payments } from '../payments/index.ts'
import { paymentsPart } from '../payments/payments.part.ts'
import type { Albums } from '../photos/index.ts'
import { createPrivacy } from '../privacy/index.ts'
import { privacyPart } from '../privacy/privacy.part.ts'
import { showSettings } from '../settings/index.ts'
import { settingsPart } from '../settings/settings.part.ts'
import { createSupport, openSupport, requestsButton } from '../support/index.ts'
import { supportPart } from '../support/support.part.ts'
import type { RoleMenus } from '../surface/index.ts'
import { surfacePart } from '../surface/surface.part.ts'
import { usersPart } from '../users/users.part.ts'
import type { Foundation } from './foundation.ts'

/** What the core's own rooms need beyond what every feature gets. */
export interface CorePartsDeps {
  readonly config: Foundation['config']
  readonly declarations: Declarations
  readonly forms: Forms
  readonly albums: Albums
  readonly roleMenus: RoleMenus
  readonly payments: Payments
  readonly jobs: JobService
  readonly apiKeys: ApiKeys
  /** Which texts there are. */
  readonly textKeys: ReadonlySet<string>
  /** Accounts and reasons of the books, of all parts. */
  declaredLedgers(): Declared
}

/** The rooms of the core, as parts of the first feature that is mounted: in the order of /help, and of erasing. */
export function coreParts(core: Core, deps: CorePartsDeps): readonly Part[] {
  const { config, declarations, forms, albums, roleMenus, payments, apiKeys, textKeys, declaredLedgers } = deps
  const { OPERATOR_CONTACT: contact, PRIVACY_URL: privacyUrl, TERMS_URL: termsUrl } = config.platform
  const support = createSupport({ ...core, listButton: requestsButton })
  const privacy = createPrivacy({ ...core, declarations })
  const queue = { ...core, albums, nouns: () => decidableNouns(declarations) }
  const owners = new Set(config.adminIds)
  const admin = createAdmin({ ...core, ...deps, rolesChanged: roleMenus.refresh, owners, topic: adminTopic.id })
  const nightWatch = createNightWatch({ ...core, declared: declaredLedgers })
  return [
    surfacePart(declarations, roleMenus, {
      settings: (ctx) => showSettings(core, ctx),
      support: openSupport(support),
    }),
    nounsPart(declarations),
    settingsPart(core),
    supportPart(core, support, declarations),
    privacyPart(core, declarations, {
      ...core,
      privacy,
      roleMenus,
      operator: { contact, privacyUrl, termsUrl },
      textKeys,
    }),
    apiKeysPart(core, apiKeys, declarations),
    walletPart(core, declaredLedgers, config.platform.LEDGER_ADJUST_LIMIT),
    approvalsPart(core, queue),
    adminPart(core, { ...core, admin, declarations, showPending: (ctx) => showPending(queue, ctx) }),
    // Before payments: a charge is in the one or the other, and moves this way.
    intakePart(core),
    paymentsPart(core, payments),
    booksPart(core, nightWatch),
    notificationsPart(core),
    conversationsPart(core),
    formsPart(core, forms),
    oncePart,
    idempotencyPart,
    jobsPart,
    incidentsPart,
    limitsPart,
    locksPart,
    usersPart(core, {
      forgetVisitor: privacy.forgetVisitor,
      async chatMigrated(tx, oldId, newId) {
        for (const { part } of declarations.on) await part.chatMigrated?.(tx, oldId, newId)
      },
    }),
  ]
}
