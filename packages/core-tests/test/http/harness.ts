import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { createDepotFeature, type DepotSpy, operatorKey, signingSecret } from './depot-feature.ts'

export type Person = ReturnType<TestPlatform['telegram']['user']>

export const newSpy = (): DepotSpy => ({ hooks: [], orders: 0, onOrder: async () => undefined })

/** A platform with the depot, its secrets set unless told. */
export const startDepot = (spy: DepotSpy, env: Record<string, string> = {}): Promise<TestPlatform> =>
  startTestPlatform({
    features: [createDepotFeature(spy)],
    env: {
      DEPOT_API_KEY: operatorKey,
      DEPOT_SIGNING_SECRET: signingSecret,
      LOG_LEVEL: 'debug',
      TRUSTED_PROXIES: '10.9.0.0/16',
      ...env,
    },
  })

/** Makes a key in the chat, as people do. */
export async function makesKey(person: Person, ...scopes: readonly string[]): Promise<string> {
  await person.sends('/apikeys')
  await person.sees(/API keys/)
  await person.presses('➕ New key')
  await person.sees(/Choose at least one/)
  for (const scope of scopes) await person.presses(scope)
  await person.presses('Make the key')
  const told = await person.sees(/Your new API key/)
  const secret = /bzk_\S+/.exec(told.text ?? '')?.[0]
  if (secret === undefined) throw new Error('No key was shown.')
  return secret
}

export const ordersScope = 'Orders: see and place them'
export const stockScope = 'Stock: see it'

export const bearer = (key: string): { readonly authorization: string } => ({ authorization: `Bearer ${key}` })
