import { AppError } from '@bazaar/core/errors'

/** The rules, in plain values: the chat, a job and the web call the same methods. */
export function createWidgetService({ most }: { readonly most: number }) {
  return {
    /** @throws AppError when `count` is as far as it goes */
    next(count: number): number {
      if (count >= most) throw new AppError('sample-widget-enough', { most })
      return count + 1
    },
  }
}
