import type { Context } from 'grammy'
import type { Reader, Texts } from '../i18n/index.ts'
import type { Logger } from '../log/index.ts'
import type { IsKept } from '../notifications/index.ts'
import type { OutgoingPhotos } from '../photos/index.ts'
import type { Ability } from '../telegram/index.ts'
import { defaultReader, type Person } from '../users/index.ts'
import { inTopicOf } from './in-topic.ts'
import { createMessages } from './messages.ts'
import type { CoreFlavor } from './types.ts'

export interface AttachDeps {
  readonly texts: Texts
  readonly log: Logger
  readonly photos: OutgoingPhotos
  /** Left out inside dialogues: a replay must do what the first run did, whatever is known by now. */
  readonly textToPicture?: Ability
  /** Left out there too. */
  readonly isKept?: IsKept
}

/** Puts the core's flavor on a context, outside and inside conversations alike. */
export function attachCore(ctx: Context, deps: AttachDeps & { readonly person: Person | undefined }): void {
  const { texts, log, person } = deps
  let reader: Reader = person ?? defaultReader
  const flavor: CoreFlavor = {
    person,
    reader,
    log,
    leftForm: false,
    html: (text) => texts.html(reader, text),
    plain: (text, limit) => texts.plain(reader, text, limit),
    readAs(chosen) {
      reader = chosen
      Object.assign(ctx, { reader })
    },
    ...createMessages(ctx, { ...deps, reader: () => reader }),
  }
  Object.assign(ctx, flavor)
  const inTopic = inTopicOf(ctx)
  if (inTopic) ctx.api.config.use(inTopic)
}
