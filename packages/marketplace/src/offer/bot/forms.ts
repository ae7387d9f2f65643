import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { type AnyForm, ask, defineForm, type FinishContext, type Step } from '@bazaar/core/forms'
import type { MessageContent } from '@bazaar/core/notifications'
import { homeButton } from '@bazaar/core/screens'
import type { ItemView, OfferView } from '../../catalog/index.ts'
import { checkDiscount, type PriceEdit } from '../changes/edit-terms.ts'
import type { Edit, Edits } from '../changes/edits.service.ts'
import type { Transitions } from '../changes/transitions.service.ts'
import type { Drafts } from '../drafts/drafts.service.ts'
import { descriptionLetters, mostUnits, reasonLetters, titleLetters } from '../limits.ts'
import { backButton } from './buttons.ts'
import { drawOffer } from './draw-offer.ts'
import { cancelledNote, editedNote } from './notes.ts'
import type { Field } from './offer.callbacks.ts'
import { offerScreen } from './offer.screens.ts'
import { type Amount, checked, cleanText, from, price, until } from './steps.ts'
import type { Usual } from './usual.ts'

export interface FormsDeps {
  readonly db: Db
  readonly drafts: Drafts
  readonly edits: Edits
  readonly transitions: Transitions
  readonly usual: Usual
  /** @throws AppError for whoever does not manage its venue */
  readonly find: (tx: Tx, userId: bigint, offerId: bigint) => Promise<OfferView>
  readonly now: () => Date
}

/** The form of a field: `marketplace-offer-<field>`. */
export const formOf = (field: Field): string => `marketplace-offer-${field}`

type Given = FinishContext['given']
const idIn = (given: Given, name: 'business' | 'offer' | 'item'): bigint => BigInt(given[name] ?? '0')

const title = () => cleanText({ max: titleLetters })
const units = (min: number, quick: readonly number[]) => ask.number({ min, max: mostUnits, quick })
const usualUnits = [1, 2, 3, 5]
const usualLeft = [0, 1, 2, 3]

export function createForms(deps: FormsDeps): readonly AnyForm[] {
  return [newOfferForm(deps), ...editForms(deps), addItemForm(deps), cancelForm(deps)]
}

function newOfferForm({ drafts, usual, now }: FormsDeps): AnyForm {
  return defineForm({
    name: 'new-offer',
    version: 1,
    review: 'none',
    // Not `title`: that is the form's own name.
    steps: { what: title(), price: price(usual), quantity: units(1, usualUnits), until: until(usual) },
    finish: ({ what, price: { minor, currency }, quantity, until: { at } }, { tx, userId, given }) =>
      concluded([[homeButton]], async () => {
        const draft = { title: what, priceMinor: minor, currency, quantity, pickupEnd: new Date(at) }
        return offerScreen(await drafts.create(tx, userId, idIn(given, 'business'), draft), now())
      }),
  })
}

/** One question about one thing, with what it is now. */
function editForms(deps: FormsDeps): readonly AnyForm[] {
  const { usual, db, find } = deps
  const item = (given: Given) => idIn(given, 'item')
  /** By the other price of the item, as it is when the question is answered. */
  const askPrice = (step: Step<Amount>, edit: (answer: Amount, given: Given) => PriceEdit): Step<Amount> =>
    checked(step, async (answer, { userId, context }) => {
      const offer = await find(db.prisma, userId, idIn(context, 'offer'))
      const wanted = edit(answer, context)
      // What is gone ends the form: no other answer would help.
      if (offer.items.some(({ id }) => id === wanted.item)) checkDiscount(offer, wanted)
    })
  const toPrice = ({ minor }: Amount, given: Given) =>
    ({ what: 'price', item: item(given), priceMinor: minor }) as const
  const toOriginal = (answer: Amount | undefined, given: Given) =>
    ({ what: 'original-price', item: item(given), originalPriceMinor: answer?.minor }) as const
  const start = (value: Start): Date => (value === 'now' ? deps.now() : new Date(value.at))
  return [
    editForm(deps, 'title', title(), {
      present: ({ offer }) => offer.title,
      toEdit: (answer) => ({ what: 'title', title: answer }),
    }),
    editForm(deps, 'description', ask.optional(cleanText({ max: descriptionLetters, lines: true })), {
      present: ({ offer }) => offer.description,
      toEdit: (answer) => ({ what: 'description', description: answer }),
    }),
    editForm(deps, 'price', askPrice(price(usual), toPrice), {
      present: ({ offer: { currency }, item }) => item && { minor: item.priceMinor, currency },
      toEdit: toPrice,
    }),
    editForm(deps, 'original-price', ask.optional(askPrice(price(), toOriginal)), {
      present: ({ offer: { currency }, item }) =>
        item?.originalPriceMinor === undefined ? undefined : { minor: item.originalPriceMinor, currency },
      toEdit: toOriginal,
    }),
    editForm(deps, 'left', units(0, usualLeft), {
      present: ({ item }) => item?.left,
      toEdit: (left, given) => ({ what: 'left', item: item(given), left }),
    }),
    editForm(deps, 'start', from(), {
      present: ({ offer }) => momentIn(offer, offer.pickupStart),
      toEdit: (answer) => ({ what: 'start', start: start(answer) }),
    }),
    editForm(deps, 'end', until(usual), {
      present: ({ offer }) => momentIn(offer, offer.pickupEnd),
      toEdit: ({ at }) => ({ what: 'end', end: new Date(at) }),
    }),
    editForm(deps, 'photo', ask.optional(ask.picture()), {
      // How large it is concerns nobody: it is only counted, and never sent.
      present: ({ offer: { photo } }) => photo && [{ ...photo, width: 0, height: 0 }],
      toEdit: (photos) => ({ what: 'photo', photo: photos?.[0] }),
    }),
    editForm(deps, 'rename-item', title(), {
      present: ({ item }) => item?.title,
      toEdit: (answer, given) => ({ what: 'rename-item', item: item(given), title: answer }),
    }),
  ]
}

type Start = Parameters<ReturnType<typeof from>['show']>[0]

const momentIn = ({ business }: OfferView, at: Date) => ({ at: at.toISOString(), zone: business.timeZone })

/** What is changed, as it is when the form opens. */
interface Present {
  readonly offer: OfferView
  /** The item that is meant, where one is. */
  readonly item: ItemView | undefined
}

interface Editing<T> {
  present(now: Present): T | undefined
  toEdit(answer: T, given: Given): Edit
}

function editForm<T>(deps: FormsDeps, field: Field, step: Step<T>, { present, toEdit }: Editing<T>): AnyForm {
  return defineForm({
    name: `offer-${field}`,
    version: 1,
    review: 'none',
    steps: { answer: step },
    async prefill({ tx, userId, given }) {
      const offer = await deps.find(tx, userId, idIn(given, 'offer'))
      const answer = present({ offer, item: offer.items.find(({ id }) => id === idIn(given, 'item')) })
      return answer === undefined ? {} : { answer }
    },
    finish: ({ answer }, context) => applied(deps, context, toEdit(answer, context.given)),
  })
}

function addItemForm(deps: FormsDeps): AnyForm {
  return defineForm({
    name: 'offer-add-item',
    version: 1,
    review: 'none',
    steps: { what: title(), price: price(deps.usual), quantity: units(1, usualUnits) },
    finish: ({ what, price: { minor }, quantity }, context) =>
      applied(deps, context, { what: 'add-item', title: what, priceMinor: minor, quantity }),
  })
}

function cancelForm({ transitions, now }: FormsDeps): AnyForm {
  return defineForm({
    name: 'offer-cancel',
    version: 1,
    review: 'none',
    steps: { reason: cleanText(reasonLetters) },
    finish: ({ reason }, { tx, userId, given }) =>
      concluded([[backButton(idIn(given, 'offer'))]], async () => {
        const result = await transitions.cancel(tx, userId, idIn(given, 'offer'), reason)
        return drawOffer(tx, result.offer, now(), cancelledNote(result))
      }),
  })
}

function applied({ edits, now }: FormsDeps, { tx, userId, given }: FinishContext, edit: Edit): Promise<MessageContent> {
  const id = idIn(given, 'offer')
  return concluded([[backButton(id)]], async () => {
    const edited = await edits.edit(tx, userId, id, edit)
    return drawOffer(tx, edited.offer, now(), editedNote(edited))
  })
}

/**
 * What is refused at the end of a form is its result: asking the same question again could not help. Services refuse before they write.
 */
async function concluded(
  keyboard: NonNullable<MessageContent['keyboard']>,
  work: () => Promise<MessageContent>,
): Promise<MessageContent> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { text: { key: error.key, params: error.params }, keyboard }
  }
}
