import type { Db, EtsyRestock } from '@bazaar/core/db'

/** From so many pieces to so many: what was confirmed, or its undo. */
export interface Move {
  readonly row: EtsyRestock
  readonly from: number
  readonly to: number
  /** Nothing is on its way. */
  readonly idle: 'WANTED' | 'DONE'
  /** Something was sent, and nobody knows yet what came of it. */
  readonly open: 'SENT' | 'UNDOING'
  readonly end: 'DONE' | 'UNDONE'
}

export const restockMove = (row: EtsyRestock): Move => ({
  ...{ row, from: row.before, to: row.after },
  ...{ idle: 'WANTED', open: 'SENT', end: 'DONE' },
})
export const undoMove = (row: EtsyRestock): Move => ({
  ...{ row, from: row.after, to: row.before },
  ...{ idle: 'DONE', open: 'UNDOING', end: 'UNDONE' },
})

const moveOf = (row: EtsyRestock): Move => (row.state === 'UNDOING' ? undoMove(row) : restockMove(row))

/** The states of changes in the database, which knows one on its way for each variation. */
export function createMoves({ prisma }: Db) {
  /** @returns whether it was so until now */
  const turn = async ({ row: { id } }: Move, from: readonly string[], data: Partial<EtsyRestock>): Promise<boolean> =>
    (await prisma.etsyRestock.updateMany({ where: { id, state: { in: [...from] } }, data })).count === 1

  const end = (move: Move, at: Date, canUndo: boolean): Promise<boolean> =>
    turn(
      move,
      [move.idle, move.open],
      move.end === 'DONE' ? { state: 'DONE', doneAt: at, canUndo } : { state: 'UNDONE', undoneAt: at },
    )
  const back = (move: Move): Promise<boolean> => turn(move, [move.open], { state: move.idle })

  return {
    end,
    /** Nothing was changed, or not by us. */
    back,
    /** Before anything is sent. @returns false: another change of this variation is on its way */
    async begin(move: Move): Promise<boolean> {
      const { id, variationId } = move.row
      const begun = await prisma.$executeRaw`
        UPDATE etsy_lowstock_restock r SET state = ${move.open} WHERE r.id = ${id} AND r.state = ${move.idle}
          AND NOT EXISTS (SELECT FROM etsy_lowstock_restock o
            WHERE o.variation_id = ${variationId} AND o.id <> r.id AND o.state IN ('SENT', 'UNDOING'))`
      return begun === 1
    },
    /** What was left on its way, e.g. by a process that was killed, is settled by what Etsy says now. */
    async settleOthers({ row }: Move, quantity: number, at: Date): Promise<void> {
      const { id, variationId } = row
      const left = await prisma.etsyRestock.findMany({
        where: { variationId, id: { not: id }, state: { in: ['SENT', 'UNDOING'] } },
      })
      for (const other of left.map(moveOf)) await (quantity === other.to ? end(other, at, false) : back(other))
    },
  }
}

export type Moves = ReturnType<typeof createMoves>
