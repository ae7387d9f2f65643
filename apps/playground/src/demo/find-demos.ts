import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { isDemo } from '@bazaar/demo-kit'
import { z } from 'zod'
import { root } from '../options.ts'
import { checkDemos } from './check-demos.ts'
import type { FoundDemo } from './found-demo.ts'

/** The bot depends on every feature. Its list itself would load all of them, which takes longer than all the rest here. */
const botManifest = path.join(root, 'apps/bot/package.json')

/** The packages of ours that a package depends on, by what follows `@bazaar/`: the ids of the features, and what serves them all. */
function listDependencies(manifest: string): readonly string[] {
  const read = z.object({ dependencies: z.record(z.string(), z.string()) })
  const { dependencies } = read.parse(JSON.parse(readFileSync(manifest, 'utf8')))
  return Object.keys(dependencies).flatMap((name) => /^@bazaar\/(.+)$/.exec(name)?.[1] ?? [])
}

function fileOf(feature: string, manifest: string): string | undefined {
  try {
    return createRequire(manifest).resolve(`@bazaar/${feature}/demo`)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined
    throw error
  }
}

async function readDemo(feature: string, manifest: string): Promise<readonly FoundDemo[]> {
  const file = fileOf(feature, manifest)
  if (file === undefined) return []
  const module: { readonly demo?: unknown } = await import(pathToFileURL(file).href)
  if (!isDemo(module.demo)) throw new Error(`${file} must export "demo", made by defineDemo of @bazaar/demo-kit.`)
  return [{ feature, demo: module.demo }]
}

/**
 * What the features bring for the playground: the export `demo` of each package that exports `./demo`.
 * @param on ids of the features that are switched on; left out: all
 * @throws one error that lists everything that does not fit together
 */
export async function findDemos(
  on: readonly string[] | undefined,
  manifest: string = botManifest,
): Promise<readonly FoundDemo[]> {
  // Every folder of the core is exported, so Node.js would look for one of that name.
  const features = listDependencies(manifest).filter((id) => id !== 'core' && (on === undefined || on.includes(id)))
  const found = (await Promise.all(features.map((feature) => readDemo(feature, manifest)))).flat()
  const problems = checkDemos(found)
  if (problems.length > 0) throw new Error(`The demos do not fit together:\n${problems.join('\n')}`)
  return found
}
