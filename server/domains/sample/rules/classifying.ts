/** What somebody of the sample company sees of a lead that both teams classify. */
export type SeenLead = {
  readonly place: number
  readonly employees: number | null
  readonly industry: string | null
  readonly title: string | null
  readonly touches: readonly { readonly kind: string }[]
}

export type SampleAnswer = { readonly answer: 'yes' | 'no'; readonly reason: string }
export type SampleAnswers = {
  readonly place: number
  readonly marketing: SampleAnswer
  readonly sales: SampleAnswer
}

const smallMax = 40
const clearlyYes = 0.3
const clearlyNo = 0.4
/** Of those between, every so many are judged alike. */
const alikeEvery = 6
/** And one of these is a lead that only sales would take. */
const salesOnlyAt = 3

/**
 * What both teams answer. They agree where it is clear; on what lies between, marketing looks at what people do and
 * sales at who they are.
 */
export function classified(leads: readonly SeenLead[]): SampleAnswers[] {
  const ranked = leads.toSorted((one, other) => promise(other) - promise(one) || one.place - other.place)
  const yesUntil = Math.round(ranked.length * clearlyYes)
  const noFrom = ranked.length - Math.round(ranked.length * clearlyNo)
  return ranked.map((lead, rank) => {
    const between = rank - yesUntil
    if (rank < yesUntil || (rank < noFrom && between % alikeEvery === alikeEvery - 1))
      return both(lead, 'yes')
    if (rank >= noFrom) return both(lead, 'no')
    const salesOnly = between % alikeEvery === salesOnlyAt
    return answers(lead, salesOnly ? 'no' : 'yes', salesOnly ? 'yes' : 'no')
  })
}

/** How much speaks for a lead, as anybody would say who looks at it. */
function promise(lead: SeenLead): number {
  const forms = lead.touches.filter(({ kind }) => kind === 'form').length
  return ((lead.employees ?? 0) >= smallMax ? 2 : 0) + forms * 3 + Math.min(lead.touches.length, 9) / 3
}

function both(lead: SeenLead, answer: 'yes' | 'no'): SampleAnswers {
  return answers(lead, answer, answer)
}

function answers(lead: SeenLead, marketing: 'yes' | 'no', sales: 'yes' | 'no'): SampleAnswers {
  return {
    place: lead.place,
    marketing: { answer: marketing, reason: marketingReason(lead, marketing) },
    sales: { answer: sales, reason: salesReason(lead, sales) },
  }
}

function marketingReason({ touches }: SeenLead, answer: 'yes' | 'no'): string {
  const forms = touches.filter(({ kind }) => kind === 'form').length
  const seen = `${touches.length} ${touches.length === 1 ? 'touch' : 'touches'}`
  if (answer === 'yes')
    return forms > 0
      ? `Filled in a form and came back: ${seen} in all.`
      : `Nobody comes to us ${touches.length} times without a reason.`
  return forms > 0
    ? 'The form was long ago, and little came after it.'
    : `Only ${seen}, and none of them asks for anything.`
}

function salesReason({ title, employees, industry }: SeenLead, answer: 'yes' | 'no'): string {
  const who = title ?? 'Somebody without a title'
  const where =
    industry === null ? 'a company of which we know nothing' : `a company in ${industry.toLowerCase()}`
  if (answer === 'yes') return `${who} at ${where}: I would call today.`
  if (employees === null) return `${who}, and no company that we know. Nobody to sell to.`
  return employees < smallMax
    ? `${who} at ${where} with ${employees} people: too small for us.`
    : `${who} at ${where} does not decide this, and nothing says that somebody there wants it.`
}
