const longest = 200
/** No segment begins with a dot: neither `..` nor hidden files can be named. */
const key = /^[a-z0-9_-][a-z0-9_.-]*(?:\/[a-z0-9_-][a-z0-9_.-]*)*$/

/** @throws Error when `text` is no key; keys are made by code, so a wrong one is a bug. */
export function checkKey(text: string): void {
  if (text.length > longest || !key.test(text))
    throw new Error(
      `"${text.slice(0, longest)}" is no file key: use a-z, 0-9, _, - and . in folders separated by /, at most ${longest} characters.`,
    )
}
