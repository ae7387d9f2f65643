// The one entry for a fresh machine with only Node.js: `node scripts/bootstrap.mjs start|test|...` (npm start, npm test).
// Plain JavaScript without dependencies, because it runs before there are any, and on a Node.js that is older than ours.
const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 20) {
  console.error(
    `Node.js 20 or newer is needed to begin, this is ${process.versions.node}. Get one from https://nodejs.org`,
  )
  process.exit(1)
}

try {
  const { ensureNode } = await import('./bootstrap/node.mjs')
  await ensureNode()
  // Imported only now: an older Node.js would fail on them before it could bring a newer one.
  const { prepare } = await import('./bootstrap/prepare.mjs')
  const { runVerb } = await import('./bootstrap/verbs.mjs')
  await prepare()
  await runVerb(process.argv[2] ?? 'start', process.argv.slice(3))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
