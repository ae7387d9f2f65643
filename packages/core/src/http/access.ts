import type { IncomingHttpHeaders } from 'node:http'

/** How often one caller may ask within a time. */
export interface RouteLimit {
  readonly max: number
  readonly windowMs: number
}

/** They are; where the sender numbers its messages, with that number, which came signed as well. */
export type Verified = boolean | { readonly messageId: string }
/** Whether the bytes of a body are signed by whom they claim to come from. Asked before anything of them is parsed. */
export type VerifySignature = (raw: Uint8Array, headers: IncomingHttpHeaders) => Verified | Promise<Verified>

/** Who may call a route. There is no default: a route without a rule is refused at boot. */
export type Access =
  /** Everybody, and each address within the route's limit. */
  | { readonly by: 'public' }
  /** Whoever brings the key that the operator has set. With no key set the route answers 404. */
  | {
      readonly by: 'operator-key'
      readonly header: string
      /** Spellings that are accepted too: some proxies drop headers with underscores. */
      readonly alsoHeaders?: readonly string[]
      readonly key: string | undefined
    }
  /** People, with a key that they made by /apikeys. */
  | {
      readonly by: 'api-key'
      /** One of the feature's `apiScopes`. */
      readonly scope: string
      /** Instead of `Authorization: Bearer …`. */
      readonly header?: string
    }
  /** Another system, by a signature over the bytes of the body. With no `verify` (its secret is not set) the route answers 404. */
  | {
      readonly by: 'signed'
      readonly verify: VerifySignature | undefined
      /** Where the signature is, for the OpenAPI document; left out when it is in the body. */
      readonly header?: string
    }

/** Who called, as the route's access rule found out. */
export type Caller =
  | { readonly by: 'public' }
  | { readonly by: 'operator-key' }
  | { readonly by: 'api-key'; readonly userId: bigint; readonly keyId: bigint }
  | {
      readonly by: 'signed' /** As `verify` said; a message that comes again has the same. */
      readonly messageId?: string
    }

export type CallerOf<A extends Access> = Extract<Caller, { readonly by: A['by'] }>

/** The one place that ties a caller's kind to the rule that let it in. */
export function isCallerOf<A extends Access>(access: A, caller: Caller): caller is CallerOf<A> {
  return caller.by === access.by
}

/** A header's value, when it was sent once. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name.toLowerCase()]
  return typeof value === 'string' ? value : undefined
}
