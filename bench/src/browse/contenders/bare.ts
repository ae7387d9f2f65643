// The least that finds the same rows: one prepared statement through node-postgres. The index by cells gives the candidates, row by row of
// the map; nothing is frozen, nothing is stored, no card is read, and in a crowd every candidate is ranked.
import { Pool } from 'pg'
import { readUsage, serve } from '../../support/serve.ts'
import { type Look, reach, runLooks } from '../look.ts'

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 2 })

const rankSql = `
SELECT o.id FROM unnest($1::int[], $2::int[]) AS row (low, high)
CROSS JOIN LATERAL (
  SELECT o.id, o.business_id, o.pickup_end, o.discount,
    12742017.6 * asin(sqrt(least(1, power(sin(radians(o.latitude - $3) / 2), 2)
      + cos(radians($3)) * cos(radians(o.latitude)) * power(sin(radians(o.longitude - $4) / 2), 2)))) AS metres
  FROM marketplace_offer o
  WHERE o.cell BETWEEN row.low AND row.high AND o.state = 'ACTIVE' AND o.pickup_end > $6 AND o.pickup_end <= $7 OFFSET 0) o
JOIN marketplace_business b ON b.id = o.business_id AND b.state = 'VERIFIED'
WHERE o.metres <= $5
ORDER BY `
const scoreSql = `40 / (1 + o.metres / 2000) + 20 / (1 + extract(epoch FROM o.pickup_end - $6)::float8 / 10800) + o.discount * 0.2::float8
  + 10 * ((b.rating_sum + 20)::float8 / (b.rating_count + 5) - 1) / 4 DESC, o.id LIMIT 200`
const soonestSql = 'o.pickup_end, o.id LIMIT 200'

const metresPerRow = 1_111.95
const cell = (row: number, column: number): number => (row + 9_000) * 36_000 + column + 18_000

/** Cells of the box around the place, one range for each row. */
function rangesOf({ latitude, longitude }: Look, metres: number): readonly [number[], number[]] {
  const rows = metres / metresPerRow
  const columns = rows / Math.cos((latitude * Math.PI) / 180)
  const [first, last] = [Math.floor(latitude * 100 - rows), Math.floor(latitude * 100 + rows)]
  const all = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const edge = (column: number) => all.map((row) => cell(row, Math.floor(column)))
  return [edge(longitude * 100 - columns), edge(longitude * 100 + columns)]
}

async function find(wanted: Look): Promise<readonly string[]> {
  const { filter, latitude, longitude, at } = wanted
  const isEnding = filter === 'ending'
  const until = new Date(at + (isEnding ? 3 : 1_000) * 3_600_000)
  const { rows } = await pool.query<{ id: string }>({
    name: isEnding ? 'soonest' : 'best',
    text: rankSql + (isEnding ? soonestSql : scoreSql),
    values: [...rangesOf(wanted, reach[filter]), latitude, longitude, reach[filter], new Date(at), until],
  })
  return rows.map(({ id }) => id)
}

serve({ usage: readUsage, looks: (input) => runLooks(find, input) }, () => pool.end())
