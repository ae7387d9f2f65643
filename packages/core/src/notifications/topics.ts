import { type Lane, lanes, type Topic } from './types.ts'

/** The declared topics of all features that are switched on, by id. Deliveries of other topics are held. */
export type TopicIndex = ReadonlyMap<string, Topic>

/** Indexes topics by id. Two with one id are a mistake that stops the boot. */
export function indexTopics(topics: readonly Topic[]): TopicIndex {
  const index = new Map<string, Topic>()
  for (const topic of topics) {
    if (index.has(topic.id)) {
      throw new Error(`Topic '${topic.id}' is declared twice: rename one, ids are '<feature id>-<what>'.`)
    }
    index.set(topic.id, topic)
  }
  return index
}

/** Database priority of a lane; higher goes first. Steps of ten leave room for lanes in between. */
export function priorityOf(lane: Lane): number {
  return (lanes.length - lanes.indexOf(lane)) * 10
}

/** All priorities, highest first. */
export const priorities: readonly number[] = lanes.map(priorityOf)
