import { OwnError } from '../errors/index.ts'

/** The bytes could not be read now; the last call was surely not executed. */
export class PhotoUnreadableError extends OwnError {
  override readonly name = 'PhotoUnreadableError'
}

export function unreadable(error: unknown): never {
  throw new PhotoUnreadableError('The picture could not be read.', { cause: error })
}
