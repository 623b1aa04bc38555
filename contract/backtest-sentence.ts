import type { BackTestResult } from './backtests.ts'

/** What a sentence about a back-test speaks of. */
export type TestedNames = {
  readonly stage: string
  /** The number of the version that was tested. */
  readonly number: number
  /** The number of the version in force; null where nothing was in force. */
  readonly comparedWith: number | null
}

/** What a back-test comes to, in plain English. It names no money, which not everybody may see. */
export function backTestSentence(result: Omit<BackTestResult, 'sentence'>, names: TestedNames): string {
  return [
    qualifiedSentence(result, names),
    winsSentence(result),
    daysSentence(result),
    assumedSentence(result),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

const numbers = new Intl.NumberFormat('en')
const days = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

function qualifiedSentence(
  { total, moved, nothingInForce }: Omit<BackTestResult, 'sentence'>,
  { stage, number, comparedWith }: TestedNames,
): string {
  const { inForce, proposed, gained, lost } = total
  const would = `Version ${number} would have qualified ${leads(proposed.leads)} as ${stage}`
  if (nothingInForce || comparedWith === null) return `${would}; nothing is in force to compare it with.`
  const moves = movedWords(moved)
  if (gained.leads === 0 && lost.leads === 0 && moves === '' && inForce.leads === proposed.leads)
    return `${would}, the same ones as version ${comparedWith} that is in force.`
  const instead = `where version ${comparedWith}, in force now, qualifies ${numbers.format(inForce.leads)}`
  return `${would}, ${instead}: ${numbers.format(gained.leads)} gained, ${numbers.format(lost.leads)} lost${moves}.`
}

/** Without these the counts would not add up; nothing where nobody moved. */
function movedWords(moved: BackTestResult['moved']): string {
  if (moved === null) return ''
  const { movedIn, movedOut } = moved
  return [
    movedIn.leads === 0 ? '' : `, ${numbers.format(movedIn.leads)} moved into the period`,
    movedOut.leads === 0 ? '' : `, ${numbers.format(movedOut.leads)} moved out of it`,
  ].join('')
}

function winsSentence({ wins, nothingInForce }: Omit<BackTestResult, 'sentence'>): string {
  if (wins.wins === 0) return 'Nothing was won within the period.'
  const before = `Of the ${count(wins.wins, 'win')} of the period, ${numbers.format(wins.proposed)}`
  const had = `${before} (${share(wins.proposed, wins.wins)}) would have been qualified before`
  return nothingInForce
    ? `${had}.`
    : `${had}, against ${numbers.format(wins.inForce)} (${share(wins.inForce, wins.wins)}).`
}

function daysSentence({ daysForward }: Omit<BackTestResult, 'sentence'>): string {
  const { medianDays, leads: both, earlier, later } = daysForward
  if (medianDays === null) return ''
  const who = `Of the ${leads(both)} that qualify by both, ${numbers.format(earlier)} would have qualified earlier and ${numbers.format(later)} later`
  if (medianDays === 0) return `${who}; the median does not move.`
  return `${who}; the median is ${days.format(Math.abs(medianDays))} days ${medianDays > 0 ? 'earlier' : 'later'}.`
}

function assumedSentence({ assumed }: Omit<BackTestResult, 'sentence'>): string {
  if (assumed.leads === 0) return ''
  const rest = assumed.leads === 1 ? 'rests' : 'rest'
  return `${numbers.format(assumed.leads)} of the ${numbers.format(assumed.of)} ${rest} on values whose source told no date.`
}

function leads(number: number): string {
  return count(number, 'lead')
}

function count(number: number, thing: string): string {
  return `${numbers.format(number)} ${number === 1 ? thing : `${thing}s`}`
}

function share(part: number, whole: number): string {
  return `${Math.round((100 * part) / whole)} %`
}
