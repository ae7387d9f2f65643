import { useRef, useState } from 'preact/hooks'

export interface Point {
  readonly latitude: number
  readonly longitude: number
}

const width = 260
const height = 150
/** Degrees per cell of the grid, about 110 m, and its pixels. */
const cell = 0.001
const cellSize = 26
/** One press of an arrow: about 50 m. */
const step = cell / 2

/** The same blocks at the same place, always: a town made of numbers. */
const tone = (x: number, y: number) => Math.abs(Math.imul(x, 73_856_093) ^ Math.imul(y, 19_349_663)) % 7

function Blocks({ latitude, longitude }: Point) {
  const left = longitude / cell - width / 2 / cellSize
  const top = latitude / cell + height / 2 / cellSize
  const blocks = []
  for (let x = Math.floor(left); x < left + width / cellSize; x += 1) {
    for (let y = Math.ceil(top); y > top - height / cellSize - 1; y -= 1) {
      blocks.push(
        <rect
          key={`${x}.${y}`}
          class={`block block-${tone(x, y)}`}
          rx="3"
          x={(x - left) * cellSize + 2}
          y={(top - y) * cellSize + 2}
          width={cellSize - 4}
          height={cellSize - 4}
        />,
      )
    }
  }
  return <g>{blocks}</g>
}

const clamp = ({ latitude, longitude }: Point): Point => ({
  latitude: Math.round(Math.min(90, Math.max(-90, latitude)) * 1e6) / 1e6,
  longitude: Math.round(Math.min(180, Math.max(-180, longitude)) * 1e6) / 1e6,
})

export const pointText = ({ latitude, longitude }: Point) => `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`

export interface MapProps {
  readonly point: Point
  readonly live?: boolean
  /** Lets the pin be moved: by dragging, arrow keys or buttons. */
  onMove?: ((to: Point) => void) | undefined
}

const arrows = [
  ['ArrowUp', '↑', 'north', step, 0],
  ['ArrowDown', '↓', 'south', -step, 0],
  ['ArrowLeft', '←', 'west', 0, -step],
  ['ArrowRight', '→', 'east', 0, step],
] as const

/** A small map of an invented town around a point: a grid without any network. */
export function GridMap({ point, live = false, onMove }: MapProps) {
  const [drag, setDrag] = useState({ x: 0, y: 0 })
  const from = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const svg = useRef<SVGSVGElement>(null)
  const by = (north: number, east: number) =>
    onMove?.(clamp({ latitude: point.latitude + north, longitude: point.longitude + east }))
  const onPointerDown = (event: PointerEvent) => {
    from.current = { x: event.clientX, y: event.clientY }
    svg.current?.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!from.current) return
    const scale = width / (svg.current?.clientWidth || width)
    setDrag({ x: (event.clientX - from.current.x) * scale, y: (event.clientY - from.current.y) * scale })
  }
  const onPointerUp = () => {
    if (from.current && (drag.x !== 0 || drag.y !== 0)) by((-drag.y / cellSize) * cell, (drag.x / cellSize) * cell)
    from.current = null
    setDrag({ x: 0, y: 0 })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = arrows.find(([key]) => key === event.key)
    if (!arrow) return
    event.preventDefault()
    by(arrow[3], arrow[4])
  }
  const pointer = onMove ? { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp } : {}
  return (
    <div class={`map ${onMove ? 'movable' : ''}`}>
      <svg
        ref={svg}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Map around ${pointText(point)}`}
        {...pointer}
      >
        <Blocks {...point} />
        <g transform={`translate(${width / 2 + drag.x} ${height / 2 + drag.y})`}>
          {live ? <circle class="pulse" r="16" /> : null}
          <path class="pin" d="M0 0c-6-8-10-12-10-18a10 10 0 0 1 20 0c0 6-4 10-10 18z" />
          <circle class="pin-eye" cy="-18" r="4" />
        </g>
      </svg>
      {onMove ? (
        <fieldset class="map-keys" aria-label="Move the pin" onKeyDown={onKeyDown}>
          {arrows.map(([key, sign, name, north, east]) => (
            <button
              key={key}
              type="button"
              aria-label={`Move ${name}`}
              title={`Move ${name} (or arrow keys, or drag the pin)`}
              onClick={() => by(north, east)}
            >
              {sign}
            </button>
          ))}
        </fieldset>
      ) : null}
    </div>
  )
}
