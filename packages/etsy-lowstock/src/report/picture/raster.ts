/** Red, green, blue. */
export type Colour = readonly [number, number, number]

/** How strongly each pixel of a shape is covered, 0 to 255, row by row. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly cover: Uint8Array
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Whether a point of the unit square belongs to a shape. */
export type Shape = (x: number, y: number) => boolean

const finer = 3

/** Pixels that shapes and letters are put on. */
export class Raster {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array

  constructor(width: number, height: number, background: Colour) {
    this.width = width
    this.height = height
    this.pixels = new Uint8Array(width * height * 3)
    this.fill({ x: 0, y: 0, width, height }, background)
  }

  /** @param where which pixels of the box are meant, all unless told */
  fill({ x, y, width, height }: Box, colour: Colour, where: (x: number, y: number) => boolean = () => true): void {
    for (let row = y; row < y + height; row += 1)
      for (let column = x; column < x + width; column += 1)
        if (where(column, row)) this.#blend(column, row, colour, 255)
  }

  /** A shape with smooth edges. */
  draw({ x, y, width, height }: Box, colour: Colour, isInside: Shape): void {
    for (let row = 0; row < height; row += 1)
      for (let column = 0; column < width; column += 1) {
        let hits = 0
        for (let sub = 0; sub < finer * finer; sub += 1) {
          const right = (column + ((sub % finer) + 0.5) / finer) / width
          const down = (row + (Math.floor(sub / finer) + 0.5) / finer) / height
          if (isInside(right, down)) hits += 1
        }
        this.#blend(x + column, y + row, colour, Math.round((hits * 255) / (finer * finer)))
      }
  }

  stamp(mask: Mask, x: number, y: number, colour: Colour): void {
    for (let row = 0; row < mask.height; row += 1)
      for (let column = 0; column < mask.width; column += 1)
        this.#blend(x + column, y + row, colour, mask.cover[row * mask.width + column] ?? 0)
  }

  #blend(x: number, y: number, colour: Colour, cover: number): void {
    if (cover === 0 || x < 0 || y < 0 || x >= this.width || y >= this.height) return
    const at = (y * this.width + x) * 3
    for (const [index, part] of colour.entries()) {
      const before = this.pixels[at + index] ?? 0
      this.pixels[at + index] = Math.round(before + ((part - before) * cover) / 255)
    }
  }
}
