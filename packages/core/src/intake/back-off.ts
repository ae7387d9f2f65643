const firstMs = 300
const mostMs = 30_000

/** How long to wait before trying again what failed so often: longer every time. */
export const backOffMs = (failed: number): number => Math.min(mostMs, firstMs * 2 ** failed)
