import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from './icons.tsx'
import { GridMap, type Point, pointText } from './map.tsx'
import type { Actions } from './use-actions.ts'
import { useEscape } from './use-escape.ts'

const places: readonly (readonly [string, Point])[] = [
  ['Berlin', { latitude: 52.5265, longitude: 13.4015 }],
  ['London', { latitude: 51.5007, longitude: -0.1246 }],
  ['Panaji', { latitude: 15.4989, longitude: 73.8278 }],
  ['Moscow', { latitude: 55.7522, longitude: 37.6156 }],
]
const livePeriodS = 900

/** Chooses a place on the map; drag the pin, use the arrows, or start from a town. */
function PlacePicker({ actions, onClose }: { readonly actions: Actions; onClose(): void }) {
  const [point, setPoint] = useState<Point>(places[0]?.[1] ?? { latitude: 0, longitude: 0 })
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const send = (live: boolean) => {
    actions.post({ location: live ? { ...point, live_period: livePeriodS } : point })
    onClose()
  }
  return (
    <dialog ref={dialog} class="alert place-picker" aria-label="Choose a place" onClose={onClose}>
      <div class="control-buttons">
        {places.map(([name, at]) => (
          <button key={name} type="button" class="control" onClick={() => setPoint(at)}>
            {name}
          </button>
        ))}
      </div>
      <GridMap point={point} onMove={setPoint} />
      <p>
        <small>{pointText(point)}</small>
      </p>
      <div class="picker-buttons">
        <button type="button" onClick={() => send(false)}>
          Send location
        </button>
        <button type="button" onClick={() => send(true)}>
          Share live for 15 min
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </dialog>
  )
}

/** The paper clip: files, the person's contact, a place. */
export function AttachMenu({ actions }: { readonly actions: Actions }) {
  const [open, setOpen] = useState(false)
  const [picking, setPicking] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const choose = (work: () => void) => () => {
    setOpen(false)
    work()
  }
  const onFiles = () => {
    const files = [...(input.current?.files ?? [])]
    if (files.length > 0) actions.sendFiles(files)
    if (input.current) input.current.value = ''
  }
  useEscape(open, () => {
    setOpen(false)
    button.current?.focus()
  })
  return (
    <div class="attach">
      <button
        ref={button}
        type="button"
        class="round"
        aria-label="Attach"
        aria-expanded={open}
        title="Attach"
        onClick={() => setOpen(!open)}
      >
        <Icon name="clip" />
      </button>
      {open ? (
        <fieldset class="command-menu attach-menu" aria-label="Attach">
          <button type="button" onClick={choose(() => input.current?.click())}>
            Photos or files
          </button>
          <button type="button" onClick={choose(() => actions.post({ contact: true }))}>
            My phone number
          </button>
          <button type="button" onClick={choose(() => setPicking(true))}>
            Location…
          </button>
        </fieldset>
      ) : null}
      <input ref={input} type="file" multiple hidden onChange={onFiles} />
      {picking ? <PlacePicker actions={actions} onClose={() => setPicking(false)} /> : null}
    </div>
  )
}
