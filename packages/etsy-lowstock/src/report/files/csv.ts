import { type Options, stringify } from 'csv-stringify/sync'

/** As spreadsheets read it: RFC 4180, a byte order mark, and no cell that is a formula. */
const common = { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ } satisfies Options

/** A file piece by piece: the names of its columns, then each batch of rows. */
export async function* csv(
  columns: readonly string[],
  batches: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(stringify([[...columns]], { ...common, bom: true }))
  for await (const rows of batches)
    yield Buffer.from(
      stringify(
        rows.map((row) => [...row]),
        common,
      ),
    )
}
