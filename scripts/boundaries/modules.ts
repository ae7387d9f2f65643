import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'

const feature = '^packages/(?!core/|core-tests/|demo-kit/|local-postgres/|testing/|telegram-standin/)([^/]+)/'
/** The rooms of the core, mounted. */
const partsList = '^packages/core/src/app/core-parts[.]ts$'
const tests = ['/test/', '[.]test[.]ts$', '^vitest[.].*config[.]ts$']

/** `comment` says what to do instead; it is printed beside every violation. */
type Rule = IForbiddenRuleType & { readonly name: string; readonly comment: string }

/** Who may import whom: apps -> features -> core, testing -> core and the stand-in, demos -> the demo kit. */
const rules: readonly Rule[] = [
  {
    name: 'core-knows-nobody',
    comment: 'core serves every feature and knows none: declare what you need in Part and let the feature bring it',
    from: { path: '^packages/core/' },
    to: { path: '^(packages/(?!core/)|apps/|bench/)' },
  },
  {
    name: 'beside-core-knows-core',
    comment:
      'the local PostgreSQL and the demo kit stand beside the core: they serve whoever imports them and know the core alone',
    from: { path: '^packages/(local-postgres|demo-kit)/' },
    to: { path: '^(packages|apps|bench)/', pathNot: '^packages/(core|$1)/' },
  },
  {
    name: 'database-from-outside',
    comment:
      'where the database runs is decided by who starts the bot (an app, a benchmark, testing): everybody else is given it',
    from: { path: feature, pathNot: [...tests] },
    to: { path: '^packages/local-postgres/' },
  },
  {
    name: 'standin-knows-nobody',
    comment: 'the stand-in plays Telegram for any bot and imports nothing of ours',
    from: { path: '^packages/telegram-standin/' },
    to: { path: '^(packages/(?!telegram-standin/)|apps/|bench/)' },
  },
  {
    name: 'testing-knows-core-and-standin',
    comment:
      'a test of a feature lives in that feature; testing only serves them, and core-tests proves the core alone',
    from: { path: '^packages/(testing|core-tests)/' },
    to: { path: '^(packages/(?!core/|core-tests/|local-postgres/|telegram-standin/|testing/)|apps/|bench/)' },
  },
  {
    name: 'feature-to-feature',
    comment: 'features talk through typed events on the core bus; the emitter owns the type',
    from: { path: feature },
    to: { path: feature, pathNot: '^packages/$1/' },
  },
  {
    name: 'nobody-imports-apps',
    comment: 'an app is put together from packages: move what is shared into one',
    from: { path: '^packages/' },
    to: { path: '^(apps|bench)/' },
  },
  {
    name: 'product-without-tests',
    comment: 'testing and the stand-in never run in production; the playground and the benchmarks are the exceptions',
    from: {
      path: '^(packages|apps)/',
      pathNot: [...tests, '^packages/testing/', '^packages/telegram-standin/', '^apps/playground/', '/demo/'],
    },
    to: { path: '^packages/(testing|telegram-standin|core-tests)/' },
  },
  {
    name: 'product-without-demos',
    comment: 'demos exist in the playground only, which finds them by itself; what both need belongs into src/',
    from: {
      path: '^(packages|apps)/',
      pathNot: [...tests, '^apps/playground/', '^packages/[^/]+/demo/', '^packages/demo-kit/'],
    },
    to: { path: '^packages/([^/]+/demo|demo-kit)/' },
  },
  {
    name: 'room-through-its-index',
    comment: 'import another room of core through its index.ts, and export there what others need',
    from: { path: '^packages/core/src/([^/]+)/', pathNot: partsList },
    to: {
      path: '^packages/core/src/[^/]+/',
      pathNot: ['^packages/core/src/$1/', '^packages/core/src/[^/]+/index[.]ts$'],
    },
  },
  {
    name: 'parts-in-one-list',
    comment:
      'what a room declares is for the list of parts alone, app/core-parts.ts; what others need goes into its index.ts',
    from: { pathNot: [partsList, '/test/'] },
    to: { path: '^packages/core/src/.*[.]part[.]ts$' },
  },
  {
    name: 'list-of-parts',
    comment: 'the list of parts imports rooms through their index.ts and their part',
    from: { path: partsList },
    to: {
      path: '^packages/core/src/',
      pathNot: ['^packages/core/src/app/', '^packages/core/src/[^/]+/(index|[^/]+[.]part)[.]ts$'],
    },
  },
  {
    name: 'noun-through-its-index',
    comment:
      "import another noun of the feature through its index.ts, and export there what others need; what belongs to neither goes directly under src/, or into a noun of its own. Tests in the feature's test/ may look inside",
    from: { path: `${feature}(src/[^/]+|demo)` },
    to: {
      path: '^packages/$1/src/[^/]+/',
      pathNot: ['^packages/$1/$2/', '^packages/$1/src/[^/]+/index[.]ts$'],
    },
  },
  {
    name: 'connections-through-db',
    comment: "servers preset what our SQL assumes otherwise: open connections by core/db's SessionPool and openSession",
    from: {
      path: '^(packages|apps)/',
      pathNot: [...tests, '^packages/core/src/db/', '^packages/local-postgres/', '^packages/testing/'],
    },
    to: { path: 'node_modules/pg/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-cycle',
    comment: 'two modules that need each other are one module, or need a third; cycles of types alone are fine',
    from: { path: '^(packages|apps|bench|scripts)/', pathNot: '/generated/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'], pathNot: '/generated/' } },
  },
  {
    name: 'resolves',
    comment: 'the import leads nowhere: a wrong path, a missing dependency, or something the package does not export',
    from: { pathNot: '/generated/' },
    to: { couldNotResolve: true },
  },
]

/** The package that owns a file: `packages/core`, `apps/bot`, `bench`. Files of the root belong to none. */
function packageOf(file: string): string | undefined {
  return /^(?:(?:packages|apps)\/[^/]+|bench)(?=\/)/.exec(file)?.[0]
}

/** Reads every import of the repository at `root`. Generated code is seen but not judged. */
export async function readModules(root: string, folders: readonly string[]): Promise<ICruiseResult> {
  const { output } = await cruise(
    [...folders],
    {
      baseDir: root,
      ruleSet: { forbidden: [...rules] },
      validate: true,
      exclude: { path: '(^|/)(dist|[.]data|[.]turbo|templates)/' },
      doNotFollow: { path: 'node_modules' },
      // Types count as imports too. 'specify' would compile each file a second time, to tell them apart by more than `import type`.
      tsPreCompilationDeps: true,
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
    },
    { bustTheCache: true },
  )
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text instead of its result')
  return output
}

/** What the rules find, one line each with its cure. */
export function listViolations({ summary }: ICruiseResult): readonly string[] {
  return summary.violations.map(({ rule, from, to, cycle }) => {
    const comment = rules.find(({ name }) => name === rule.name)?.comment ?? ''
    const path = cycle ? cycle.map(({ name }) => name).join(' -> ') : to
    return `${rule.name}: ${from} -> ${path} (${comment})`
  })
}

/** Relative paths into another package would bypass its `exports`. Scripts of the root and their tests are free to look inside. */
export function listReachIns({ modules }: ICruiseResult): readonly string[] {
  return modules.flatMap((module) => {
    const own = packageOf(module.source)
    if (own === undefined) return []
    return module.dependencies
      .filter(({ module: specifier, resolved }) => {
        const other = packageOf(resolved)
        return other !== undefined && other !== own && specifier.startsWith('.')
      })
      .map(
        ({ module: specifier }) =>
          `reach-in: ${module.source} -> ${specifier} (import the package by its name, through its exports)`,
      )
  })
}

/**
 * A parser that does not know the language reports "no violations" about nothing: TypeScript 7 under dependency-cruiser 17 does.
 * So every package must have been seen, with imports in it.
 */
export function listBlindSpots({ modules }: ICruiseResult, packages: readonly string[]): readonly string[] {
  const seen = modules.filter(({ source }) => packageOf(source) !== undefined)
  const unseen = packages.filter(
    (folder) => !seen.some(({ source, dependencies }) => source.startsWith(`${folder}/`) && dependencies.length > 0),
  )
  return unseen.map((folder) => `blind: no import was seen in ${folder}; does dependency-cruiser know this TypeScript?`)
}
