import { type Keyring, tryOpenJson } from '../crypto/index.ts'
import type { Db } from '../db/index.ts'

/** What the person wrote is opened: it is theirs. What cannot be opened keeps nobody from the rest. */
export async function exportRequests(
  { db, keyring }: { readonly db: Db; readonly keyring: Keyring },
  userId: bigint,
): Promise<object> {
  const requests = await db.prisma.supportRequest.findMany({
    where: { userId },
    select: { id: true, topic: true, state: true, content: true, createdAt: true, settledAt: true },
    orderBy: { id: 'asc' },
  })
  return {
    support_requests: requests.map(({ content, ...request }) => ({
      ...request,
      content: tryOpenJson(keyring, content, 'core_support_request.content'),
    })),
  }
}
