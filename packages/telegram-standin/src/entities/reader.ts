import type { FindUser } from './link.ts'

/** What reading a formatted text asks the server for. */
export interface Reader {
  readonly findUser: FindUser
  /** Whether the server plays one that does not know this entity. Asked only where it is used. */
  readonly refuses: (entity: 'date_time' | 'expandable_blockquote') => boolean
}
