import type { WireEntity } from '../wire.ts'

const styles = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler'])
const quotes = new Set(['blockquote', 'expandable_blockquote'])
const verbatim = new Set(['code', 'pre'])

const endOf = ({ offset, length }: WireEntity): number => offset + length
export const overlaps = (a: WireEntity, b: WireEntity): boolean => a.offset < endOf(b) && b.offset < endOf(a)
const holds = (outer: WireEntity, inner: WireEntity): boolean =>
  outer.offset <= inner.offset && endOf(inner) <= endOf(outer)

/** By place; of those that begin together the longer first. */
export const sorted = (entities: readonly WireEntity[]): WireEntity[] =>
  [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length)

/** Of entities that cannot contain each other, those that begin first. */
const apart = (entities: readonly WireEntity[]): WireEntity[] => {
  const kept: WireEntity[] = []
  for (const entity of sorted(entities)) if (!kept.some((other) => overlaps(entity, other))) kept.push(entity)
  return kept
}

/** The parts of a style that lie outside of code. */
const outside = (style: WireEntity, blocks: readonly WireEntity[]): WireEntity[] => {
  const parts: WireEntity[] = []
  let from = style.offset
  for (const block of blocks) {
    if (!overlaps(style, block)) continue
    if (block.offset > from) parts.push({ ...style, offset: from, length: block.offset - from })
    from = Math.max(from, endOf(block))
  }
  if (from < endOf(style)) parts.push({ ...style, offset: from, length: endOf(style) - from })
  return parts
}

/**
 * What remains where entities meet, by the Bot API's rules for nesting: styles stand in and around everything but code, quotations
 * hold everything but each other, all others (links, mentions, code, custom emoji, dates) cannot contain each other.
 */
export const untangle = (entities: readonly WireEntity[]): readonly WireEntity[] => {
  if (entities.length < 2) return entities
  const quotations = apart(entities.filter(({ type }) => quotes.has(type)))
  const solid = apart(entities.filter(({ type }) => !styles.has(type) && !quotes.has(type))).filter((entity) =>
    quotations.every((quote) => !overlaps(quote, entity) || holds(quote, entity)),
  )
  const blocks = solid.filter(({ type }) => verbatim.has(type))
  const marks = entities.filter(({ type }) => styles.has(type)).flatMap((style) => outside(style, blocks))
  return sorted([...quotations, ...solid, ...marks])
}
