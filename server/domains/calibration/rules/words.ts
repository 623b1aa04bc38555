import type { CalibrationView, RevealedLead } from '../../../../contract/calibration-views.ts'

type Draw = Omit<CalibrationView['draw'], 'words'>

const numbers = new Intl.NumberFormat('en')
const leads = (count: number): string => `${numbers.format(count)} ${count === 1 ? 'lead' : 'leads'}`

/** How the leads were drawn. */
export function drawInWords({ seed, wanted, openLeads, judged, near, inside, outside, any }: Draw): string {
  const drawn = near + inside + outside + any
  const from =
    judged < openLeads
      ? `${numbers.format(judged)} taken by lot from ${numbers.format(openLeads)} open leads`
      : `${numbers.format(openLeads)} open leads`
  const parts =
    any > 0
      ? 'all by lot, because the definition has no criteria to measure by'
      : `${near} nearest to the line that the definition draws, and by lot ${inside} clearly within and ${outside} clearly outside`
  const short = drawn < wanted ? ` ${numbers.format(wanted)} were asked for; there were no more.` : ''
  return `${leads(drawn)} of ${from}: ${parts}. Seed ${seed}.${short}`
}

type Opening = {
  readonly agreementShare: number | null
  readonly kappa: number | null
  readonly compared: number
  readonly disagreements: number
}

/** The comments that a discussion begins with, none longer than is allowed. */
export function discussionInWords(
  { agreementShare, kappa, compared, disagreements }: Opening,
  disputed: readonly RevealedLead[],
  lengthMax: number,
): string[] {
  const share = agreementShare === null ? 'no data' : `${Math.round(agreementShare * 100)} %`
  const figure = kappa === null ? 'no data' : kappa.toFixed(2)
  const opening =
    `Calibration: of ${leads(compared)} that both teams answered with yes or no, marketing and sales agree on ` +
    `${share} (Cohen’s kappa ${figure}) and disagree on ${numbers.format(disagreements)}.`
  const comments: string[] = []
  let current = opening
  for (const lead of disputed) {
    const next = disputeInWords(lead)
    if (current.length + next.length + 2 > lengthMax) {
      comments.push(current)
      current = next
    } else current = `${current}\n\n${next}`
  }
  return [...comments, current]
}

function disputeInWords({ place, contact, definition, marketing, sales }: RevealedLead): string {
  const said = definition === null ? '' : ` The definition says ${definition}.`
  return [
    `Lead ${place}, ${contact.name}.${said}`,
    `Marketing says ${marketing?.answer}: ${marketing?.reason}`,
    `Sales says ${sales?.answer}: ${sales?.reason}`,
  ].join('\n')
}
