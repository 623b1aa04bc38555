import { classifyingTeams } from '../../../contract/calibration-views.ts'
import type {
  CalibrationReport,
  CalibrationRow,
  ClassifyingTeam,
  GivenAnswer,
  RevealedLead,
} from '../../../contract/calibration-views.ts'
import { compare, comparisonOf } from './rules/compare.ts'
import type { Counts, Said } from './rules/compare.ts'
import type { Calibration, DrawnLead, GivenRow } from './store.ts'

type Head = Omit<CalibrationRow, 'result'>

export function presentHead(row: Calibration): Head {
  return {
    id: row.id,
    definition: {
      agreementId: row.agreement_id,
      title: row.title,
      versionId: row.version_id,
      number: row.number,
    },
    startedAt: row.started_at.toISOString(),
    startedBy: row.startedBy,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: row.closedBy,
    leads: row.leads,
    progress: classifyingTeams.map((team) => ({ team, answered: row[team], of: row.leads })),
  }
}

/** A line of the list; what came of it only once it is closed. */
export function presentRow(row: Calibration, pairs: Counts | undefined): CalibrationRow {
  if (row.closed_at === null || pairs === undefined) return { ...presentHead(row), result: null }
  const { agreementShare, kappa } = comparisonOf(pairs)
  return { ...presentHead(row), result: { agreementShare, kappa } }
}

export function presentAnswer({ answer, reason, by, at }: GivenRow): GivenAnswer {
  return { answer, reason, by, at: at.toISOString() }
}

/** Everything that both teams and the definition said. Only for a calibration that is closed. */
export function presentReport(drawn: readonly DrawnLead[], answers: readonly GivenRow[]): CalibrationReport {
  const leads = drawn.map((lead) => revealed(lead, answers))
  const between = (one: (lead: RevealedLead) => Said, other: (lead: RevealedLead) => Said) =>
    compare(leads.map((lead) => [one(lead), other(lead)] as const))
  return {
    teams: between(wordOf.marketing, wordOf.sales),
    marketing: between(wordOf.marketing, ({ definition }) => definition),
    sales: between(wordOf.sales, ({ definition }) => definition),
    leads,
    disagreements: leads.filter(isDisputed).map(({ place }) => place),
  }
}

const wordOf = {
  marketing: ({ marketing }: RevealedLead): Said => marketing?.answer ?? null,
  sales: ({ sales }: RevealedLead): Said => sales?.answer ?? null,
}

function isDisputed({ marketing, sales }: RevealedLead): boolean {
  const said = new Set([marketing?.answer, sales?.answer])
  return said.has('yes') && said.has('no')
}

const yesOrNo = (met: boolean) => (met ? 'yes' : 'no')

function revealed(lead: DrawnLead, answers: readonly GivenRow[]): RevealedLead {
  const given = (team: ClassifyingTeam) => {
    const found = answers.find((one) => one.place === lead.place && one.team === team)
    return found === undefined ? null : presentAnswer(found)
  }
  return {
    place: lead.place,
    leadId: lead.lead_id,
    contact: { id: lead.contact_id, name: lead.contact_name },
    definition: lead.met === null ? null : yesOrNo(lead.met),
    stratum: lead.stratum,
    marketing: given('marketing'),
    sales: given('sales'),
  }
}
