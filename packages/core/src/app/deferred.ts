import type { Events } from '../events/index.ts'
import type { Jobs } from '../jobs/index.ts'
import type { Notifications } from '../notifications/index.ts'

/** What features write to, and what is built from what features declare. */
export interface WritingPorts {
  readonly jobs: Jobs
  readonly notifications: Notifications
  readonly events: Events
}

/**
 * Features need these ports to be built, and the ports need the features' jobs, topics and subscriptions. So features get forwarders, which
 * are bound once everything is built. A feature that calls one from `services()` is told that building does no I/O.
 */
export function deferPorts(): { readonly ports: WritingPorts; bind(real: WritingPorts): void } {
  let bound: WritingPorts | undefined
  const real = (): WritingPorts => {
    if (!bound) throw new Error('services() must not write: features are still being built. Do it in start() instead.')
    return bound
  }
  return {
    ports: {
      jobs: {
        enqueue: (...args) => real().jobs.enqueue(...args),
        cancel: (...args) => real().jobs.cancel(...args),
      },
      notifications: {
        emit: (...args) => real().notifications.emit(...args),
        emitMany: (...args) => real().notifications.emitMany(...args),
        emitWhileComposing: (...args) => real().notifications.emitWhileComposing(...args),
        emitBundled: (...args) => real().notifications.emitBundled(...args),
        emitBundledMany: (...args) => real().notifications.emitBundledMany(...args),
        edit: (...args) => real().notifications.edit(...args),
        editMany: (...args) => real().notifications.editMany(...args),
        withdraw: (...args) => real().notifications.withdraw(...args),
      },
      events: { emit: (...args) => real().events.emit(...args) },
    },
    bind(ports) {
      bound = ports
    },
  }
}
