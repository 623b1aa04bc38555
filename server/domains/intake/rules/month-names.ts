/** The months in the languages that exports come in; a name is known by any beginning of three letters or more. */
const monthNames: readonly (readonly string[])[] = [
  ['january', 'januar', 'janner', 'janvier', 'enero', 'janeiro', 'gennaio'],
  ['february', 'februar', 'feber', 'fevrier', 'febrero', 'fevereiro', 'febbraio'],
  ['march', 'marz', 'maerz', 'mars', 'marzo', 'marco', 'mrz'],
  ['april', 'avril', 'abril', 'aprile'],
  ['may', 'mai', 'mayo', 'maio', 'maggio'],
  ['june', 'juni', 'juin', 'junio', 'junho', 'giugno'],
  ['july', 'juli', 'juillet', 'julio', 'julho', 'luglio'],
  ['august', 'aout', 'agosto'],
  ['september', 'septembre', 'septiembre', 'setembro', 'settembre', 'setiembre'],
  ['october', 'oktober', 'octobre', 'octubre', 'outubro', 'ottobre'],
  ['november', 'novembre', 'noviembre', 'novembro'],
  ['december', 'dezember', 'decembre', 'diciembre', 'dezembro', 'dicembre'],
]

const numbers = new Map<string, number>()
for (const [at, names] of monthNames.entries()) {
  for (const name of names) {
    for (let length = 3; length <= name.length; length += 1) {
      const beginning = name.slice(0, length)
      // `jui` begins both June and July in French: what two months share names neither.
      const taken = numbers.get(beginning)
      numbers.set(beginning, taken === undefined || taken === at + 1 ? at + 1 : 0)
    }
  }
}

/** The number of a month by its name or the beginning of it, accents and case aside; 0 where it is no month. */
export function monthNumber(name: string): number {
  return numbers.get(name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()) ?? 0
}
