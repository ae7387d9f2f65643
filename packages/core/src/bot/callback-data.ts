import type { AnyCallback, BotContext, PressAnswer } from './types.ts'

/** Turns one value into a short text without `:` and back; `undefined` = not valid. */
export interface Field<T> {
  pack(value: T): string
  unpack(text: string): T | undefined
}

/** Fields of callback data. */
export const field = {
  /** A database id, in base 36. */
  id: {
    pack: (value: bigint) => value.toString(36),
    unpack: (text: string) => (/^[0-9a-z]{1,13}$/.test(text) ? parseBase36(text) : undefined),
  } satisfies Field<bigint>,
  int: {
    pack: (value: number) => String(value),
    unpack: (text: string) => (/^-?\d{1,10}$/.test(text) ? Number(text) : undefined),
  } satisfies Field<number>,
  /** A short name: letters, digits and `-`, 16 at most. */
  word: {
    pack: (value: string) => value,
    unpack: (text: string) => (/^[\w-]{1,16}$/.test(text) ? text : undefined),
  } satisfies Field<string>,
  oneOf: <const T extends string>(...values: readonly T[]): Field<T> => ({
    pack: (value) => String(values.indexOf(value)),
    unpack: (text) => (/^\d{1,3}$/.test(text) ? values[Number(text)] : undefined),
  }),
}

function parseBase36(text: string): bigint {
  let value = 0n
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36))
  return value
}

/** A kind of button: packs its values into callback data and unpacks them again. */
export interface CallbackType<V> {
  /** `<code>.<name>`; the feature's two-letter code first. */
  readonly id: string
  /** Unsigned data for a KeyboardSpec; the core signs it on the way out and checks it on the way in. */
  pack(values: V): string
  unpack(data: string): V | undefined
  /** Whether a press of such a button does for good what cannot be undone. */
  readonly isFinal?: ((values: V) => boolean) | undefined
}

/**
 * Declares a kind of button, e.g. `defineCallback('vt.again', { subscription: field.id })`.
 * Signed data is bound to its chat; 48 bytes remain for id and values.
 * @param isFinal which presses do for good what cannot be undone, without a further question: tests demand that such buttons are `danger`
 */
export function defineCallback<V extends object>(
  id: string,
  fields: { readonly [K in keyof V]: Field<V[K]> },
  { isFinal }: Pick<CallbackType<V>, 'isFinal'> = {},
): CallbackType<V> {
  const codecs = Object.entries<Codec>(fields)
  return {
    id,
    pack: (values) => {
      const byName = new Map<string, unknown>(Object.entries(values))
      return [id, ...codecs.map(([name, codec]) => codec.pack(byName.get(name)))].join(':')
    },
    unpack: (data) => unpackFields<V>(id, codecs, data),
    isFinal,
  }
}

/** A field whose value type is only known to its declaration. */
interface Codec {
  pack(value: unknown): string
  unpack(text: string): unknown
}

function unpackFields<V>(id: string, codecs: readonly (readonly [string, Codec])[], data: string): V | undefined {
  const [head, ...parts] = data.split(':')
  if (head !== id || parts.length !== codecs.length) return undefined
  const values: Record<string, unknown> = {}
  for (const [index, [name, codec]] of codecs.entries()) {
    const value = codec.unpack(parts[index] ?? '')
    if (value === undefined) return undefined
    values[name] = value
  }
  // Each field was checked by its own codec; TypeScript cannot follow a record built in a loop.
  return values as V
}

/** Whether a press with this data cannot be undone. */
export function isFinal<V>(type: CallbackType<V>, data: string): boolean {
  const values = type.unpack(data)
  return values !== undefined && (type.isFinal?.(values) ?? false)
}

/** Binds a handler to a kind of button. The handler's return value is the answer to the press. */
export function onCallback<V>(
  type: CallbackType<V>,
  handler: (ctx: BotContext, values: V) => Promise<PressAnswer> | Promise<void>,
): AnyCallback {
  return {
    id: type.id,
    isFinal: (data) => isFinal(type, data),
    async handle(ctx, data) {
      const values = type.unpack(data)
      if (values === undefined) return undefined
      return { answer: (await handler(ctx, values)) ?? undefined }
    },
  }
}
