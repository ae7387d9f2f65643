import type { ComponentChildren as Children } from 'preact'
import type { Media, Message } from './api.ts'
import { fileSize } from './file-size.ts'
import { lengthOf, priceOf } from './format.ts'
import { GridMap, type Point, pointText } from './map.tsx'

const fileUrl = (id: string) => `/control/files/${encodeURIComponent(id)}`

function Card({
  mark,
  title,
  note,
  href,
  name,
}: {
  readonly mark: string
  readonly title: string
  readonly note: Children
  readonly href?: string
  readonly name?: string
}) {
  const inside = (
    <span class="attachment-inside">
      <span class="attachment-mark" aria-hidden="true">
        {mark}
      </span>
      <span>
        <b>{title}</b>
        <small>{note}</small>
      </span>
    </span>
  )
  return href ? (
    <a class="attachment" href={href} download={name ?? 'file'}>
      <span class="visually-hidden">Download </span>
      {inside}
    </a>
  ) : (
    <div class="attachment">{inside}</div>
  )
}

/** Nobody transcribes what is sent in a chat; the sender's own words are shown instead. */
const captionsOf = (text: string) =>
  `data:text/vtt,${encodeURIComponent(`WEBVTT\n\n00:00.000 --> 99:00:00.000\n${text}`)}`

function MediaView({ media, caption }: { readonly media: Media; readonly caption: string | null }) {
  const url = fileUrl(media.file_id)
  const title = media.title ?? media.file_name ?? media.kind.replaceAll('_', ' ')
  const note = [media.performer, media.duration > 0 ? lengthOf(media.duration) : null, fileSize(media.file_size)]
  const card = (
    <Card
      mark="↓"
      title={title}
      note={note.filter(Boolean).join(' · ')}
      href={url}
      name={media.file_name ?? media.kind}
    />
  )
  const captions = captionsOf(caption ?? title)
  if (media.kind === 'sticker') return <img class="sticker" src={url} alt={`Sticker ${media.emoji ?? ''}`} />
  if (media.kind === 'audio' || media.kind === 'voice')
    return (
      <div>
        {card}
        <audio controls preload="metadata" src={url} aria-label={title}>
          <track kind="captions" label="What was written with it" src={captions} />
        </audio>
      </div>
    )
  return (
    <div>
      {card}
      <video class="video" controls playsinline preload="metadata" src={url} aria-label={title}>
        <track kind="captions" label="What was written with it" src={captions} />
      </video>
    </div>
  )
}

function Place({ message, now, onMove }: AttachmentProps & { readonly message: Message }) {
  const { location, venue, live_until } = message
  const point: Point = { latitude: location?.latitude ?? 0, longitude: location?.longitude ?? 0 }
  const live = live_until !== null && live_until > now
  const minutes = live ? Math.max(1, Math.round((live_until - now) / 60_000)) : 0
  return (
    <div class="place">
      <GridMap point={point} live={live} onMove={live ? onMove : undefined} />
      <p>
        <b>
          {venue?.title ??
            (live
              ? `Live location, ${minutes} min left`
              : live_until === null
                ? 'Location'
                : 'Live location has ended')}
        </b>
        <small>{venue?.address ?? pointText(point)}</small>
      </p>
      {live && onMove ? (
        <button type="button" class="control bad" onClick={() => onMove(null)}>
          Stop sharing
        </button>
      ) : null}
    </div>
  )
}

export interface AttachmentProps {
  readonly message: Message
  /** Business time in ms. */
  readonly now: number
  /** For the person's own live location. */
  onMove?: ((to: Point | null) => void) | undefined
}

/** Everything a message shows beside its text. */
export function Attachment(props: AttachmentProps) {
  const { photo, document, media, caption, contact, location, invoice, dice, sender } = props.message
  if (photo) {
    // Kept free before the bytes arrive, so that nothing jumps.
    const style = photo.width > 0 && photo.height > 0 ? { aspectRatio: `${photo.width} / ${photo.height}` } : {}
    return <img class="photo" src={fileUrl(photo.file_id)} alt={caption ?? `Sent by ${sender.name}`} style={style} />
  }
  if (document) {
    const { file_id, file_name, file_size } = document
    return (
      <Card
        mark="↓"
        title={file_name ?? 'File'}
        note={fileSize(file_size)}
        href={fileUrl(file_id)}
        name={file_name ?? 'file'}
      />
    )
  }
  if (media) return <MediaView media={media} caption={caption} />
  if (contact) {
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(' ')
    return <Card mark="☎" title={name || 'Contact'} note={contact.phone_number ?? ''} />
  }
  if (location) return <Place {...props} />
  if (dice)
    return (
      <div class="dice" role="img" aria-label={`${dice.emoji} shows ${dice.value}`}>
        {dice.emoji} {dice.value}
      </div>
    )
  if (invoice) {
    return (
      <div class="invoice">
        <b>{invoice.title}</b>
        <p>{invoice.description}</p>
        <small>
          {priceOf(invoice)}
          {invoice.paid ? ' · paid ✓' : ''}
        </small>
      </div>
    )
  }
  return null
}

/** Photos and films of an album side by side; files one below the other. */
export function Album({ messages, now }: { readonly messages: readonly Message[]; readonly now: number }) {
  const pictures = messages.every((message) => message.photo || message.media?.kind === 'video')
  return (
    <div class={pictures ? `album album-${Math.min(messages.length, 4)}` : 'album-list'}>
      {messages.map((message) => (
        <div key={message.message_id} class="album-item">
          <Attachment message={message} now={now} />
        </div>
      ))}
    </div>
  )
}
