import { createKeyring, parseKeys } from '@bazaar/core/crypto'
import type { TestPlatform } from '@bazaar/testing'

/**
 * A row about this person in every table of the core that holds people, as far as talking to the bot did not make one. A
 * table that is new belongs here; the test of /delete says so.
 */
export async function fillCore({ app, config, clock, account }: TestPlatform, userId: bigint, secret: string) {
  const { db } = app.core
  const keyring = createKeyring({ keys: parseKeys(config.platform.ENCRYPTION_KEYS) })
  const now = clock.now()
  const seal = (context: string): Uint8Array<ArrayBuffer> => keyring.seal(JSON.stringify({ text: secret }), context)
  const id = String(userId)
  await db.prisma.roleGrant.create({ data: { userId: userId + 1n, role: 'support', grantedBy: userId } })
  await db.prisma.scheduleEntry.create({
    data: { key: `keeper:${id}`, job: 'gone.job', payload: { payload: { userId: id } }, dueAt: new Date(8.64e14) },
  })
  await db.prisma.deadJob.create({
    data: { job: 'keeper.job', payload: { userId: id }, error: `no chat ${id}`, attempts: 1 },
  })
  await db.prisma.lockRow.create({ data: { key: `chat:${id}`, token: 'x', expiresAt: new Date(Date.now() + 60_000) } })
  await db.prisma.queueNotice.create({ data: { userId, kind: 'keeper-thing', toldAt: now } })
  // No form is running in it, so that the bot goes on as before.
  const state = keyring.seal(JSON.stringify({ version: [0, 1], state: {}, text: secret }), 'core_conversation.data')
  await db.prisma.conversationState.create({ data: { key: id, data: state } })
  await db.prisma.formDraft.create({
    data: {
      userId,
      form: 'keeper-form',
      version: 1,
      step: 'phone',
      context: seal('core_form_draft.context'),
      createdAt: now,
      updatedAt: now,
      values: { create: { field: 'phone', value: seal('core_form_value.value') } },
    },
  })
  const album = { draftId: 1n, step: 'phone', taken: true, remarks: seal('core_form_album.remarks') }
  await db.prisma.formAlbum.create({ data: { userId, album: '1', ...album, createdAt: now } })
  await db.prisma.formMessage.create({ data: { draftId: userId, userId, messageId: 1, updatedAt: now } })
  await db.prisma.onceResult.create({
    data: { key: `ke.pay:${id}x`, userId, result: seal('core_once.result'), createdAt: now },
  })
  await db.prisma.apiKey.create({
    data: {
      userId,
      hash: userId.toString(16).padStart(64, '0'),
      hint: 'bzk_Ab3d',
      scopes: ['keeper.all'],
      card: id,
      createdAt: now,
    },
  })
  await db.prisma.httpAnswer.create({
    data: {
      key: userId.toString(16).padStart(64, '0'),
      userId,
      answer: seal('core_http_answer.answer'),
      createdAt: now,
    },
  })
  await db.prisma.payment.create({
    data: {
      ...{ chargeId: `charge-of-${id}x`, providerChargeId: `${id}_1`, userId, payload: `ke:${id}` },
      ...{ currency: 'XTR', amount: 5n, state: 'paid', settled: 'paid', paidAt: now },
    },
  })
  const subject = await db.prisma.ledgerSubject.create({ data: { userId } })
  await db.prisma.ledgerAdjustment.create({
    data: {
      ...{ subjectId: subject.id, kind: 'core-wallet', currency: 'PTS', amount: 5n, askedBy: userId, askedAt: now },
      reason: seal('core_ledger_adjustment.reason'),
    },
  })
  await db.prisma.supportRequest.createMany({
    data: [
      { userId, topic: 'problem', content: seal('core_support_request.content'), createdAt: now },
      {
        userId: userId + 1n,
        topic: 'idea',
        state: 'answered',
        content: seal('core_support_request.content'),
        createdAt: now,
        settledAt: now,
        settledBy: userId,
      },
    ],
  })
  // An update that another bot on this database has not finished.
  await db.prisma.inboxUpdate.create({
    data: {
      botId: BigInt(account.id) + 1n,
      updateId: 999_000_000n + userId,
      deliveryKey: `chat:${id}`,
      owner: 'elsewhere',
      leasedUntil: new Date(Date.now() + 600_000),
      body: seal('core_inbox.body'),
    },
  })
}
