import schema from '../schema/schema.generated.json' with { type: 'json' }
import type { StoredMessage } from './state.ts'

const published: readonly string[] = schema.definitions.ReactionTypeEmoji.properties.emoji.enum

/** The heart and its like come with and without the sign that asks for a coloured picture. */
export const plainEmoji = (emoji: string): string => emoji.replaceAll('\uFE0F', '')

const known = new Set(published.map(plainEmoji))

export const isReaction = (emoji: string): boolean => known.has(plainEmoji(emoji))

export const reactionsOf = (stored: StoredMessage, actor: number): readonly string[] =>
  stored.reactors?.find(([id]) => id === actor)?.[1] ?? []

/** One actor's reactions replace the ones they had. */
export const setReactions = (stored: StoredMessage, actor: number, emoji: readonly string[]): void => {
  const others = (stored.reactors ?? []).filter(([id]) => id !== actor)
  stored.reactors = emoji.length === 0 ? others : [...others, [actor, emoji]]
  stored.reactions = stored.reactors.flatMap(([, list]) => list)
}
