import type { CellProblem, Read } from './cell.ts'

const wrapped = /^="([^]*)"$/
const replacement = '\uFFFD'

/** Reads text as written, without spaces around it and without the `="…"` with which exports protect zeros. */
export function textReader(lengthMax: number): (text: string) => Read<string> {
  return (text) => {
    const plain = text.startsWith('="') ? text.replace(wrapped, '$1') : text
    if (plain.length > lengthMax) return tooLong(plain, lengthMax)
    return plain.includes(replacement) ? brokenCharacters(plain) : plain
  }
}

/** Reads text in lower case. */
export function lowercaseReader(lengthMax: number): (text: string) => Read<string> {
  const read = textReader(lengthMax)
  return (text) => read(text.toLowerCase())
}

function tooLong(text: string, lengthMax: number): CellProblem {
  return {
    code: 'text-too-long',
    message: `This text has ${text.length} characters; the first ${lengthMax} are kept.`,
    remedy: 'Shorten it in the file, or map the column to a custom field.',
    kept: text.slice(0, lengthMax),
  }
}

function brokenCharacters(text: string): CellProblem {
  return {
    code: 'broken-characters',
    message: 'Some characters of this cell were lost before the file reached Rapport.',
    remedy: 'Export the file as UTF-8, or choose its encoding.',
    kept: text,
  }
}
