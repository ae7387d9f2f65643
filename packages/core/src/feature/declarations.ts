import type { Feature } from './feature.ts'
import type { OwnedPart, Part } from './part.ts'

/** What the core and all features declare: one index, which fills while they are built. Jobs, notifications, events and all phases read it. */
export interface Declarations {
  /**
   * The parts of the core and of the features that are switched on, in the order of mounting: the core first.
   * @throws while features are still being built: whoever builds must neither read nor write
   */
  readonly on: readonly OwnedPart[]
  /** The same, and after them the parts of features that are switched off: what they store is still erased, exported, pruned and resealed. */
  readonly all: readonly OwnedPart[]
}

/** The index while it fills. */
export interface DeclarationsBuilder extends Declarations {
  add(owner: Pick<Feature, 'id' | 'code'>, parts: readonly Part[], state: 'on' | 'off'): void
  /** Everything is built: from here on it can be read. */
  complete(): void
}

export function createDeclarations(): DeclarationsBuilder {
  const on: OwnedPart[] = []
  const off: OwnedPart[] = []
  let isComplete = false
  const complete = <T>(read: () => T): T => {
    if (!isComplete)
      throw new Error('build() must not write: features are still being built. Do it in start() instead.')
    return read()
  }
  return {
    add({ id, code }, parts, state) {
      const list = state === 'on' ? on : off
      list.push(...parts.map((part) => ({ id, code, part })))
    },
    complete() {
      isComplete = true
    },
    get on() {
      return complete(() => on)
    },
    get all() {
      return complete(() => [...on, ...off])
    },
  }
}

/** One list out of the parts' lists. */
export function together<T>(parts: readonly OwnedPart[], pick: (part: Part) => readonly T[] | undefined): readonly T[] {
  return parts.flatMap(({ part }) => pick(part) ?? [])
}
