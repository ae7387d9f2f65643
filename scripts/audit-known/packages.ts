import { z } from 'zod'
import { findPnpm } from '../bootstrap/prepare.mjs'
import { type Check, describe, reasonOf, runForJson } from './check.ts'

const report = z.object({
  advisories: z.record(
    z.string(),
    z.object({
      module_name: z.string(),
      title: z.string(),
      severity: z.string(),
      url: z.string().default(''),
      patched_versions: z.string().optional(),
    }),
  ),
  // Of no packages, nothing is known.
  metadata: z.object({ totalDependencies: z.number().int().positive() }),
})

const what = 'packages'

/** Asks the registry (`registry`, else the one that packages come from) about every package that is more than a tool of development. */
export async function checkPackages(registry: string | undefined): Promise<Check> {
  try {
    const from = registry === undefined ? [] : ['--registry', registry]
    const { advisories, metadata } = report.parse(await runForJson(findPnpm(), ['audit', '--prod', '--json', ...from]))
    const found = Object.values(advisories).map(({ module_name, title, severity, url, patched_versions }) => ({
      severity,
      where: module_name,
      title: `${title} ${url}`.trim(),
      fixed: patched_versions === '<0.0.0' ? undefined : patched_versions,
    }))
    return describe(what, found, `${metadata.totalDependencies} packages looked at`)
  } catch (error) {
    return {
      what,
      state: 'unchecked',
      lines: [`could not be checked. pnpm audit: ${reasonOf(error)}`, 'AUDIT_REGISTRY names another registry to ask.'],
    }
  }
}
