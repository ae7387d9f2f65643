// The one entry for a fresh machine with only Node.js: `node scripts/bootstrap.mjs start|test|...` (npm start, npm test).
// Plain JavaScript without dependencies, because it runs before there are any.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node.js 20.19 or newer is needed, this is ${process.versions.node}. Get one from https://nodejs.org`)
  process.exit(1)
}

// Imported only now: an old Node.js would fail on their syntax before it could say why.
const { prepare } = await import('./bootstrap/prepare.mjs')
const { runVerb } = await import('./bootstrap/verbs.mjs')

try {
  await prepare()
  await runVerb(process.argv[2] ?? 'start', process.argv.slice(3))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
