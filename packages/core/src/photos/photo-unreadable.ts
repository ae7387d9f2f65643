import { HttpError } from 'grammy'
import { OwnError } from '../errors/index.ts'

/** The bytes could not be read now; the last call was surely not executed. */
export class PhotoUnreadableError extends OwnError {
  override readonly name = 'PhotoUnreadableError'
}

/** There is no such file any more. */
export class PhotoGoneError extends PhotoUnreadableError {}

/** What grammY wraps, as if it were the network's. */
export const unwrapped = (error: unknown): unknown =>
  error instanceof HttpError && error.error instanceof PhotoUnreadableError ? error.error : error

export function unreadable(error: unknown): never {
  throw new PhotoUnreadableError('The picture could not be read.', { cause: error })
}
