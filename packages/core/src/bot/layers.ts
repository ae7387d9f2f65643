import type { Context, Middleware, MiddlewareFn } from 'grammy'

/** A stack of middleware that is run in the order of its `use` calls. */
export interface Layers<C extends Context> {
  use(middleware: Middleware<C>): void
  readonly middleware: MiddlewareFn<C>
}

/**
 * What `Composer.use` does, for the many layers that every update passes: grammY nests two async functions per layer and
 * asks menus for their middleware anew at every update, which together cost more than handling a plain command.
 * Whatever a composer has when it is mounted stays; later additions are not seen.
 */
export function createLayers<C extends Context>(): Layers<C> {
  const all: MiddlewareFn<C>[] = []
  return {
    use(middleware) {
      all.push(typeof middleware === 'function' ? middleware : middleware.middleware())
    },
    middleware(ctx, next) {
      let reached = -1
      const run = (index: number): Promise<unknown> => {
        if (index <= reached)
          return Promise.reject(new Error('A handler called next() twice: await it once, or return it'))
        reached = index
        const layer = all[index]
        try {
          // grammY types the result of `next` as nothing, and nobody reads it.
          const ran = layer ? layer(ctx, () => run(index + 1) as Promise<void>) : next()
          return ran instanceof Promise ? ran : Promise.resolve(ran)
        } catch (error) {
          // Callers of `next` may count on a promise, also from a layer that fails before its first await.
          return Promise.reject(error)
        }
      }
      return run(0)
    },
  }
}
