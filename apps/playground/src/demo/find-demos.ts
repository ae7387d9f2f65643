import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Demo, isDemo } from '@bazaar/core/demo'
import { root } from '../options.ts'
import { checkDemos } from './check-demos.ts'

/** A feature's demo, with the feature that brings it. */
export interface FoundDemo {
  readonly feature: string
  readonly demo: Demo
}

/** Packages are found as the bot finds them: it is the one that depends on every feature. */
const botManifest = path.join(root, 'apps/bot/package.json')

function fileOf(feature: string, manifest: string): string | undefined {
  try {
    return createRequire(manifest).resolve(`@bazaar/${feature}/demo`)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined
    throw error
  }
}

/**
 * What the features bring for the playground: the export `demo` of each package that exports `./demo`, in the features'
 * order. @throws one error that lists everything that does not fit together
 */
export async function findDemos(
  features: readonly { readonly id: string }[],
  manifest: string = botManifest,
): Promise<readonly FoundDemo[]> {
  const found: FoundDemo[] = []
  for (const { id } of features) {
    const file = fileOf(id, manifest)
    if (file === undefined) continue
    const module: { readonly demo?: unknown } = await import(pathToFileURL(file).href)
    if (!isDemo(module.demo)) throw new Error(`${file} must export "demo", made by defineDemo of @bazaar/core/demo.`)
    found.push({ feature: id, demo: module.demo })
  }
  const problems = checkDemos(found)
  if (problems.length > 0) throw new Error(`The demos do not fit together:\n${problems.join('\n')}`)
  return found
}
