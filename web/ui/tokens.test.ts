import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/**
 * The palette is held by measure. Colour-blind sight is simulated with Machado, Oliveira and Fernandes (2009) at full
 * severity, in linear RGB; difference is CIEDE2000; contrast is that of WCAG 2.
 */
type Triple = [number, number, number]

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const themes = { light: tokensOf(':root {'), dark: tokensOf("[data-theme='dark'] {") }

const sights: Record<string, readonly Triple[]> = {
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const differenceLeast = 20
const textContrastLeast = 4.5
const markContrastLeast = 3

describe.each(Object.entries(themes))('the %s theme', (_name, tokens) => {
  const color = (token: string): Triple => {
    const found = tokens.get(token)
    if (!found) throw new Error(`There is no token --${token}.`)
    return found
  }

  test.each(Object.entries(sights))('the teams stay apart for %s readers', (_sight, matrix) => {
    const seen = (token: string) => labOf(simulate(matrix, color(token)))
    expect(ciede2000(seen('mkt'), seen('sal'))).toBeGreaterThanOrEqual(differenceLeast)
  })

  test('the teams stay apart for everybody else', () => {
    expect(ciede2000(labOf(color('mkt')), labOf(color('sal')))).toBeGreaterThanOrEqual(differenceLeast)
  })

  test.each([
    ...['ink', 'ink-2', 'ink-3', 'bad', 'warn', 'ok', 'mkt-ink', 'sal-ink'].flatMap((text) =>
      ['bg', 'surface'].map((ground) => [text, ground] as const),
    ),
    ...['ink', 'ink-2', 'ink-3'].flatMap((text) =>
      ['sunken', 'sel'].map((ground) => [text, ground] as const),
    ),
    ...['mkt-ink', 'ink'].map((text) => [text, 'mkt-soft'] as const),
    ...['sal-ink', 'ink'].map((text) => [text, 'sal-soft'] as const),
    ['ok', 'ok-soft'],
    ['warn', 'warn-soft'],
    ['bad', 'bad-soft'],
    ['surface', 'ink'],
  ] as const)('%s reads on %s', (text, ground) => {
    expect(contrast(color(text), color(ground))).toBeGreaterThanOrEqual(textContrastLeast)
  })

  test.each(['mkt', 'sal', 'line-strong', 'focus', 'ok', 'bad', 'warn'])(
    '%s can be seen on a card',
    (mark) => {
      expect(contrast(color(mark), color('surface'))).toBeGreaterThanOrEqual(markContrastLeast)
    },
  )
})

test('a pair that was tried and failed still fails, so the measure bites', () => {
  const plum = linearOf(0.45, 0.12, 340)
  const teal = linearOf(0.5, 0.08, 195)
  const seen = (paint: Triple) => labOf(simulate(sights.deutan ?? [], paint))
  expect(ciede2000(seen(plum), seen(teal))).toBeLessThan(differenceLeast)
})

function tokensOf(opening: string): Map<string, Triple> {
  const start = css.indexOf(opening)
  const block = css.slice(start, css.indexOf('}', start))
  const found = block.matchAll(/--([\w-]+):\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)
  return new Map(
    [...found].map(([, name = '', l, c, h]) => [name, linearOf(Number(l), Number(c), Number(h))]),
  )
}

/** OKLCH to linear sRGB, after Björn Ottosson; clipped to what a screen can show. */
function linearOf(l: number, c: number, h: number): Triple {
  const angle = (h * Math.PI) / 180
  const [a, b] = [c * Math.cos(angle), c * Math.sin(angle)]
  const [x, y, z] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ]
  const rgb: Triple = [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ]
  return clipped(rgb)
}

function simulate(matrix: readonly Triple[], [r, g, b]: Triple): Triple {
  const [red = 0, green = 0, blue = 0] = matrix.map(([x, y, z]) => x * r + y * g + z * b)
  return clipped([red, green, blue])
}

function clipped([r, g, b]: Triple): Triple {
  const clip = (part: number) => Math.min(1, Math.max(0, part))
  return [clip(r), clip(g), clip(b)]
}

function luminance([r, g, b]: Triple): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: Triple, other: Triple): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Linear sRGB to CIELAB under D65. */
function labOf([r, g, b]: Triple): Triple {
  const curve = (t: number) => (t > 216 / 24_389 ? Math.cbrt(t) : ((24_389 / 27) * t + 16) / 116)
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = curve(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const degree = Math.PI / 180

/** CIEDE2000, after Sharma, Wu and Dalal (2005). */
function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2
  const g = 1.5 - 0.5 * Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7))
  const [c1, c2] = [Math.hypot(a1 * g, b1), Math.hypot(a2 * g, b2)]
  const [h1, h2] = [hueOf(a1 * g, b1), hueOf(a2 * g, b2)]
  const turn = ((h2 - h1 + 540) % 360) - 180
  const difference = c1 * c2 === 0 ? 0 : turn
  const hue = h1 + difference / 2
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2]
  const t =
    1 -
    0.17 * Math.cos((hue - 30) * degree) +
    0.24 * Math.cos(2 * hue * degree) +
    0.32 * Math.cos((3 * hue + 6) * degree) -
    0.2 * Math.cos((4 * hue - 63) * degree)
  const light = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2))
  const chroma = (c2 - c1) / (1 + 0.045 * c)
  const tone = (2 * Math.sqrt(c1 * c2) * Math.sin((difference / 2) * degree)) / (1 + 0.015 * c * t)
  const around = 30 * Math.exp(-(((((hue + 360) % 360) - 275) / 25) ** 2))
  const rotation = -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * Math.sin(2 * around * degree)
  return Math.sqrt(light ** 2 + chroma ** 2 + tone ** 2 + rotation * chroma * tone)
}

function hueOf(a: number, b: number): number {
  return (Math.atan2(b, a) / degree + 360) % 360
}
