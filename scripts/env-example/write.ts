import type { listVariables } from './variables.ts'

type Variables = ReturnType<typeof listVariables>

/** Read by docker-compose.yml, not by the bot. */
const compose = `# ========== docker compose ==========

# Password of the database that docker compose starts; letters and digits.
# POSTGRES_PASSWORD=
`

const markers = { start: '<!-- variables: written by `npm run env:example` -->', end: '<!-- /variables -->' }

/** The text of `.env.example`: what must be filled in stands free, everything else is a comment with its default. */
export function writeExample(variables: Variables): string {
  const owners = [...new Set(variables.map(({ owner }) => owner))]
  const sections = owners.map((owner) => {
    const own = variables.filter((variable) => variable.owner === owner).map(writeVariable)
    return `# ${'='.repeat(10)} ${owner} ${'='.repeat(10)}\n\n${own.join('\n\n')}`
  })
  return `# Copy to .env. What has no # in front must be filled in, the rest shows its default.\n# Written by \`npm run env:example\` from the declarations in the code.\n\n${sections.join('\n\n')}\n\n${compose}`
}

function writeVariable({ name, description, required, fallback, oldNames }: Variables[number]): string {
  const notes = [description, ...(oldNames.length > 0 ? [`Old names that still work: ${oldNames.join(', ')}.`] : [])]
  return [...notes.map((note) => `# ${note}`), `${required ? '' : '# '}${name}=${fallback}`].join('\n')
}

/** `readme` with the table between the markers replaced. @throws when the markers are gone */
export function writeTable(readme: string, variables: Variables): string {
  const start = readme.indexOf(markers.start)
  const end = readme.indexOf(markers.end)
  if (start < 0 || end < start) throw new Error(`README.md needs the lines ${markers.start} and ${markers.end}`)
  const rows = variables.map(({ owner, name, description, required, fallback, oldNames }) => {
    const old = oldNames.map((oldName) => `\`${oldName}\``).join(', ')
    const value = required ? 'required' : fallback === '' ? '' : `\`${fallback}\``
    return `| \`${name}\` | ${owner} | ${value} | ${old} | ${description.replaceAll('|', '\\|').replaceAll('<', '&lt;')} |`
  })
  const table = ['| variable | of | default | old names | meaning |', '|---|---|---|---|---|', ...rows].join('\n')
  return `${readme.slice(0, start)}${markers.start}\n${table}\n${readme.slice(end)}`
}
