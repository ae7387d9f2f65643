import { Prisma } from '../db/index.ts'
import { toJsonText } from '../json/index.ts'
import { correlationId } from '../log/index.ts'
import type { Audit } from './types.ts'

/** Rows are append-only: a trigger refuses UPDATE and DELETE. */
export function createAudit(): Audit {
  return {
    async record(tx, { actorId, origin, action, object, before, after, reason }) {
      await tx.auditEntry.create({
        data: {
          actorId: actorId ?? null,
          origin,
          action,
          objectKind: object.kind,
          objectId: object.id,
          before: before ? toJson(before) : Prisma.DbNull,
          after: after ? toJson(after) : Prisma.DbNull,
          reason: reason ?? null,
          correlationId: correlationId() ?? null,
        },
      })
    },
  }
}

function toJson(value: object): Prisma.InputJsonValue {
  return JSON.parse(toJsonText(value))
}
