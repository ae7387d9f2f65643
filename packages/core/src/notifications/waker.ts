/** Lets one loop sleep until somebody has news for it. A wake-up while it works is not lost. */
export function createWaker() {
  let woken = false
  let resolveSleep: (() => void) | undefined
  return {
    wake() {
      woken = true
      resolveSleep?.()
    },
    async sleep(ms: number): Promise<void> {
      if (!woken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          resolveSleep = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      woken = false
      resolveSleep = undefined
    },
  }
}
