import { createBatcher } from '../batch/index.ts'
import type { Db } from '../db/index.ts'
import type { UpdateFacts } from './update-facts.ts'

/** What an update may belong to beyond itself. Whoever is in nothing has nothing read for it. */
export interface Dialogue {
  /** A conversation is stored for the chat. */
  readonly conversation: boolean
  /**
   * The person fills in a form in this chat, or this is a further picture of an album that a form has answered, or a form's message does
   * not say yet that the form is over.
   */
  readonly form: boolean
}

export interface DialogueRow {
  readonly in_conversation: boolean | null
  readonly in_form: boolean | null
}

/**
 * Whether rows `i(chat_id, user_id, album)` belong to a dialogue, as columns of a select list. One look into an index each: scalar, because
 * EXISTS may be planned as a scan of all that there is.
 */
export const dialogueColumns = `
  (SELECT true FROM core_conversation c WHERE c.key = i.chat_id::text LIMIT 1) AS in_conversation,
  CASE WHEN i.chat_id = i.user_id THEN coalesce(
    (SELECT true FROM core_form_draft d WHERE d.user_id = i.user_id AND d.left_at IS NULL LIMIT 1),
    (SELECT true FROM core_form_album a WHERE a.user_id = i.user_id AND a.album = i.album LIMIT 1),
    (SELECT true FROM core_form_message m WHERE m.user_id = i.user_id AND m.pending LIMIT 1)) END AS in_form`

export const toDialogue = (row: DialogueRow | undefined): Dialogue => ({
  conversation: row?.in_conversation === true,
  form: row?.in_form === true,
})

/** Updates as columns for `unnest`: chats, people, albums. */
export const dialogueKeys = (facts: readonly UpdateFacts[]) =>
  [
    facts.map(({ chat }) => (Number.isSafeInteger(chat?.id) ? chat?.id : null)),
    facts.map(({ from }) => from?.id ?? null),
    facts.map(({ album }) => album ?? null),
  ] as const

/** Asks anew, for an update whose answer may be older than what was handled since. Questions of one moment share a round trip. */
export function createFindDialogue({ pool }: Db): (facts: UpdateFacts) => Promise<Dialogue> {
  return createBatcher<UpdateFacts, Dialogue>(async (facts) => {
    const { rows } = await pool.query<DialogueRow & { readonly at: string }>({
      name: 'core-intake-dialogues',
      text: `SELECT i.at::text AS at, ${dialogueColumns}
        FROM unnest($1::bigint[], $2::bigint[], $3::text[]) WITH ORDINALITY AS i(chat_id, user_id, album, at)`,
      values: [...dialogueKeys(facts)],
    })
    const byPlace = new Map(rows.map((row) => [Number(row.at), row]))
    return facts.map((_, index) => toDialogue(byPlace.get(index + 1)))
  })
}
