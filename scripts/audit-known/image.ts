import { spawnSync } from 'node:child_process'
import { z } from 'zod'
import { type Check, describe, reasonOf, runForJson, type Vulnerability } from './check.ts'

interface Scanner {
  readonly program: string
  arguments(image: string): readonly string[]
  read(output: unknown): readonly Vulnerability[]
}

const trivyReport = z.object({
  ArtifactName: z.string(),
  Results: z
    .array(
      z.object({
        Vulnerabilities: z
          .array(
            z.object({
              VulnerabilityID: z.string(),
              PkgName: z.string(),
              Severity: z.string(),
              Title: z.string().default(''),
              FixedVersion: z.string().optional(),
            }),
          )
          .nullish(),
      }),
    )
    // Of an image with nothing in it that trivy understands, nothing is known.
    .min(1),
})

const grypeReport = z.object({
  matches: z.array(
    z.object({
      vulnerability: z.object({
        id: z.string(),
        severity: z.string(),
        fix: z.object({ versions: z.array(z.string()) }).optional(),
      }),
      artifact: z.object({ name: z.string() }),
    }),
  ),
  source: z.object({ type: z.string() }),
})

const scanners: readonly Scanner[] = [
  {
    program: 'trivy',
    arguments: (image) => ['image', '--quiet', '--scanners', 'vuln', '--format', 'json', image],
    read: (output) =>
      trivyReport.parse(output).Results.flatMap(({ Vulnerabilities }) =>
        (Vulnerabilities ?? []).map((one) => ({
          severity: one.Severity,
          where: one.PkgName,
          title: `${one.VulnerabilityID} ${one.Title}`.trim(),
          fixed: one.FixedVersion || undefined,
        })),
      ),
  },
  {
    program: 'grype',
    arguments: (image) => [image, '--quiet', '--output', 'json'],
    read: (output) =>
      grypeReport.parse(output).matches.map(({ vulnerability, artifact }) => ({
        severity: vulnerability.severity,
        where: artifact.name,
        title: vulnerability.id,
        fixed: vulnerability.fix?.versions[0],
      })),
  },
]

const what = 'image'
const unchecked = (...lines: readonly string[]): Check => ({
  what,
  state: 'unchecked',
  lines: [`could not be checked. ${lines[0]}`, ...lines.slice(1)],
})

/** Has the built image looked through by the first scanner that is installed. */
export async function checkImage(image: string | undefined): Promise<Check> {
  const scanner = scanners.find(({ program }) => spawnSync(program, ['--version']).error === undefined)
  if (scanner === undefined) return unchecked('Neither trivy nor grype is installed.')
  if (image === undefined || image.startsWith('-'))
    return unchecked('Name the built image: npm run audit:known -- NAME (docker compose images says it).')
  try {
    const found = scanner.read(await runForJson(scanner.program, scanner.arguments(image)))
    return describe(what, found, `${image} looked through by ${scanner.program}`)
  } catch (error) {
    return unchecked(`${scanner.program}: ${reasonOf(error)}`)
  }
}
