import iconv from 'iconv-lite'

type Alphabet = { readonly encoding: string; readonly letters: string }

const western = 'äöüÄÖÜßéèêëáàâãåæçíìîïñóòôõøœúùûÿÉÈÊÀÂÇÁÍÓÚÑÕÃÅØÆŒ'
const central = 'ąćęłńóśźżĄĆĘŁŃÓŚŹŻáčďéěíňřšťúůýžÁČĎÉĚÍŇŘŠŤÚŮÝŽőűŐŰăâîșțäöüÄÖÜß'
const cyrillic = 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁіїєґ'
const greek = 'αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ'
const turkish = 'çğıöşüÇĞİÖŞÜâî'

/** The encodings of one byte a character that spreadsheets still write, the commonest first: it wins a draw. */
const alphabets: readonly Alphabet[] = [
  { encoding: 'windows-1252', letters: western },
  { encoding: 'macintosh', letters: western },
  { encoding: 'windows-1250', letters: central },
  { encoding: 'windows-1251', letters: cyrillic },
  { encoding: 'windows-1254', letters: turkish },
  { encoding: 'windows-1253', letters: greek },
  { encoding: 'koi8-r', letters: cyrillic },
  { encoding: 'iso-8859-2', letters: central },
  { encoding: 'cp850', letters: western },
]

const punctuation = '–—‘’“”„«»…•€£§°®©™²³½ºª¡¿·\u00A0'

/** How many bytes are decoded under each candidate. */
const judgedBytesMax = 64 * 1024

/**
 * The single-byte encoding under which the text looks most like text: letters that a language uses, standing
 * beside letters, in the case of their neighbours. `likelihood` is the share of characters that look right.
 */
export function likeliestSingleByte(bytes: Uint8Array): { encoding: string; likelihood: number } {
  const sample = Buffer.from(bytes.subarray(0, judgedBytesMax))
  let best = { encoding: 'windows-1252', likelihood: -1 }
  for (const alphabet of alphabets) {
    const likelihood = likelihoodOf(iconv.decode(sample, alphabet.encoding), alphabet.letters)
    if (likelihood > best.likelihood + 0.001) best = { encoding: alphabet.encoding, likelihood }
  }
  return best
}

function likelihoodOf(text: string, letters: string): number {
  const usual = new Set(letters)
  let points = 0
  let characters = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text.charAt(at) < '\u0080') continue
    characters += 1
    points += pointsOf(text, at, usual)
  }
  return characters === 0 ? 0 : points / characters
}

function pointsOf(text: string, at: number, usual: ReadonlySet<string>): number {
  const character = text.charAt(at)
  if (!usual.has(character)) return punctuation.includes(character) ? 0.5 : 0
  const before = text.charAt(at - 1)
  const after = text.charAt(at + 1)
  return isUpper(character) ? pointsOfCapital(before, after) : pointsOfSmall(before, after)
}

function pointsOfCapital(before: string, after: string): number {
  if (isLower(before)) return 0.3
  return isLetter(after) ? 1 : 0.7
}

function pointsOfSmall(before: string, after: string): number {
  if (isUpper(before) && isUpper(after)) return 0.3
  return isLetter(before) || isLetter(after) ? 1 : 0.5
}

const isLetter = (character: string) => /\p{L}/u.test(character)
const isUpper = (character: string) => /\p{Lu}/u.test(character)
const isLower = (character: string) => /\p{Ll}/u.test(character)
