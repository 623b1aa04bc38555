/** Two texts are the same but for the case of A to Z, and of no other letter: so it can be said in SQL as well. */
export function equalFolded(one: string, other: string): boolean {
  return one.length === other.length && foldedAt(one, other, 0)
}

/** Whether a text holds a part, without regard to the case of A to Z. */
export function containsFolded(text: string, part: string): boolean {
  for (let start = 0; start <= text.length - part.length; start++) {
    if (foldedAt(text, part, start)) return true
  }
  return false
}

/** A text with A to Z in small letters. */
export function folded(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function foldedAt(text: string, part: string, start: number): boolean {
  for (let index = 0; index < part.length; index++) {
    // oxlint-disable-next-line unicorn/prefer-code-point -- no pair holds a letter of A to Z, and units are faster
    if (foldedUnit(text.charCodeAt(start + index)) !== foldedUnit(part.charCodeAt(index))) return false
  }
  return true
}

const [upperA, upperZ, toLower] = [65, 90, 32]

function foldedUnit(unit: number): number {
  return unit >= upperA && unit <= upperZ ? unit + toLower : unit
}
