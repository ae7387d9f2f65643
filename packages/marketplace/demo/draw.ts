import sharp from 'sharp'

const width = 960
const height = 720

/** A drawing of ours, as PNG bytes. `shapes` are SVG elements on a canvas of 960 x 720. */
export async function draw(ground: readonly [string, string], shapes: string): Promise<Uint8Array> {
  const [above, below] = ground
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="${above}"/><stop offset="1" stop-color="${below}"/>
    </linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#g)"/>${shapes}</svg>`
  // The core lets sharp read nothing but photos; these drawings are ours.
  sharp.unblock({ operation: ['VipsForeignLoadSvg'] })
  try {
    return await sharp(Buffer.from(svg)).png().toBuffer()
  } finally {
    sharp.block({ operation: ['VipsForeignLoadSvg'] })
  }
}

const shadow = (x: number, y: number, rx: number): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="26" fill="#000" opacity=".18"/>`

/** A shop with an awning in two colours. */
export function shopFront(colour: string, wall: string): string {
  const stripes = Array.from({ length: 10 }, (_, at) => {
    const x = 130 + at * 70
    return `<path d="M${x} 210h70v110a35 35 0 0 1-70 0z" fill="${at % 2 === 0 ? colour : '#fff8ec'}"/>`
  })
  return `<rect x="130" y="150" width="700" height="480" rx="10" fill="${wall}"/>
    <rect x="180" y="360" width="330" height="200" rx="8" fill="#cfe8f3"/>
    <rect x="570" y="360" width="190" height="270" rx="8" fill="#5b4636"/>
    <circle cx="735" cy="500" r="10" fill="#e9c46a"/>
    <rect x="180" y="150" width="600" height="60" fill="#3d3027"/>${stripes.join('')}
    <path d="M200 540q60-90 120 0zM330 540q60-90 120 0z" fill="#d99a52"/>`
}

export const loaves = (): string =>
  [
    [300, 400, 210],
    [620, 430, 230],
    [450, 520, 250],
  ]
    .map(
      ([x = 0, y = 0, r = 0]) =>
        `${shadow(x, y + 95, r)}<ellipse cx="${x}" cy="${y}" rx="${r}" ry="105" fill="#c98a4b"/>
        <path d="M${x - r / 2} ${y - 50}l60 70M${x - 30} ${y - 70}l60 80M${x + r / 3} ${y - 60}l50 60" stroke="#f6e0c0" stroke-width="16" stroke-linecap="round"/>`,
    )
    .join('')

export const croissants = (): string =>
  [
    [280, 380],
    [650, 360],
    [470, 540],
  ]
    .map(
      ([x = 0, y = 0]) =>
        `${shadow(x, y + 85, 150)}<path d="M${x - 160} ${y + 60}q160-230 320 0q-70-20-90-50q-70-50-140 0q-20 30-90 50z" fill="#dba055"/>
        <path d="M${x - 60} ${y - 40}q20 50 10 80M${x} ${y - 60}v80M${x + 60} ${y - 40}q-20 50-10 80" stroke="#a86b2c" stroke-width="10" fill="none"/>`,
    )
    .join('')

export const cake = (): string =>
  `${shadow(480, 590, 300)}<rect x="210" y="330" width="540" height="250" rx="24" fill="#f3d2c1"/>
  <rect x="210" y="430" width="540" height="34" fill="#b23a48"/>
  <path d="M210 350q45 90 90 0q45 90 90 0q45 90 90 0q45 90 90 0q45 90 90 0q45 90 90 0v-40h-540z" fill="#fff6f0"/>
  ${[300, 420, 540, 660].map((x) => `<circle cx="${x}" cy="290" r="34" fill="#d62839"/>`).join('')}`

export const fruit = (): string =>
  `<rect x="180" y="440" width="600" height="170" rx="10" fill="#9c6b3f"/>
  ${[240, 350, 460, 570, 680].map((x, at) => `<circle cx="${x}" cy="${400 - (at % 2) * 30}" r="78" fill="${['#d62828', '#f4a261', '#74a84a', '#e9c46a', '#c1121f'][at] ?? '#d62828'}"/>`).join('')}
  ${[300, 420, 540, 660].map((x) => `<path d="M${x} 330q10-50 50-50" stroke="#4b6b2f" stroke-width="12" fill="none"/>`).join('')}
  <path d="M180 500h600M180 550h600" stroke="#7a5230" stroke-width="12"/>`

export const greens = (): string =>
  [230, 390, 550, 710]
    .map(
      (x, at) =>
        `${shadow(x, 590, 90)}<path d="M${x} 590q-120-120-60-260q60-90 60-90q0 0 60 90q60 140-60 260z" fill="${at % 2 === 0 ? '#5f9e4a' : '#86b94f'}"/>
        <path d="M${x} 580v-260" stroke="#e8f3d6" stroke-width="12"/>`,
    )
    .join('')

export const sushi = (): string =>
  `<rect x="150" y="520" width="660" height="60" rx="16" fill="#6b4226"/>
  ${[250, 400, 550, 700].map((x, at) => `<rect x="${x - 60}" y="430" width="120" height="90" rx="40" fill="#fdfdf8"/><path d="M${x - 72} 440q72-60 144 0v26h-144z" fill="${at % 2 === 0 ? '#f28b66' : '#d9485f'}"/>`).join('')}
  ${[300, 450, 600].map((x) => `<circle cx="${x}" cy="340" r="66" fill="#22332b"/><circle cx="${x}" cy="340" r="50" fill="#fdfdf8"/><circle cx="${x}" cy="340" r="20" fill="#f28b66"/>`).join('')}`

export const bowl = (): string =>
  `${shadow(480, 620, 240)}<path d="M180 380h600q0 240-300 240t-300-240z" fill="#2a6f97"/>
  <ellipse cx="480" cy="380" rx="300" ry="84" fill="#f4e3c1"/>
  ${[330, 430, 540, 640].map((x, at) => `<circle cx="${x}" cy="${372 + (at % 2) * 20}" r="40" fill="${['#d9485f', '#74a84a', '#f28b66', '#e9c46a'][at] ?? '#74a84a'}"/>`).join('')}
  <path d="M620 130l-90 260M680 140l-110 260" stroke="#6b4226" stroke-width="14" stroke-linecap="round"/>`
