import type { CalibrationLeadView } from '../../../contract/calibration-views.ts'
import { inScope, systemActor } from '../../platform/scope.ts'
import type { Actor, Database, Scope } from '../../platform/scope.ts'
import type { BodyCheck } from '../agreements/index.ts'
import { askBackTest } from '../backtests/index.ts'
import {
  answer,
  calibrationPage,
  discuss as discussCalibration,
  readLead,
  start,
} from '../calibration/index.ts'
import { listMembers } from '../workspace/index.ts'
import { classified } from './rules/classifying.ts'
import type { SeenLead } from './rules/classifying.ts'
import { daysBefore, minutesAfter, storyDates } from './rules/story-dates.ts'
import { definitionVersions, sampleStanding } from './store.ts'
import { as } from './telling.ts'
import type { Teller } from './telling.ts'

/** What is tried on the company's leads once they are there. */
export const tryTask = 'sample.try'

const seed = 20_260_120
const leadsAsked = 20
const startedMinutesAgo = 240
const minutesPerLead = 5

type Ground = { readonly database: Database; readonly now: Date; readonly checks: readonly BodyCheck[] }

/**
 * Has both teams classify the same leads, and the definition in force and the proposed one replayed over the past. It
 * follows the loading as a job; one that was done is not done again.
 */
export async function tryAgreements({ database, now, checks }: Ground): Promise<void> {
  const { sample } = await sampleStanding(database)
  if (sample === null) return
  await inScope(database, { workspaceId: sample.id, actor: systemActor, now }, async (scope) => {
    const { items } = await calibrationPage(scope, { limit: 1 })
    const [, standing, proposed] = await definitionVersions(scope)
    if (items.length > 0 || standing === undefined || proposed === undefined) return
    const teller = { scope, checks, cast: await castOf(scope) }
    const { replaced } = storyDates(now)
    await askBackTest(as(teller, 'Quinn Ito', daysBefore(replaced, 12)), { versionId: standing })
    await askBackTest(as(teller, 'Quinn Ito', minutesAfter(now, -30)), { versionId: proposed })
    await calibrate(teller, standing)
  })
}

async function castOf(scope: Scope): Promise<Map<string, Actor>> {
  const { items } = await listMembers(scope, { left: false })
  return new Map(
    items.map(({ id, name, team, role }) => [name, { kind: 'member', memberId: id, name, team, role }]),
  )
}

/** Both teams say of the same leads whether these are MQLs, one lead after the other, and talk about where they differ. */
async function calibrate(teller: Teller, versionId: number): Promise<void> {
  const began = minutesAfter(teller.scope.now, -startedMinutesAgo)
  const { id, places } = await start(as(teller, 'Ines Moreau', began), { versionId, leads: leadsAsked, seed })
  const seen: SeenLead[] = []
  for (const place of places)
    seen.push(seenLead(await readLead(as(teller, 'Mara Kurt', began), { id, place })))
  for (const [index, { place, marketing, sales }] of classified(seen).entries()) {
    const at = minutesAfter(began, 10 + index * minutesPerLead)
    await answer(as(teller, 'Priya Nair', at), { id, place, ...marketing })
    await answer(as(teller, 'Mara Kurt', minutesAfter(at, 2)), { id, place, ...sales })
  }
  await discussCalibration(as(teller, 'Ines Moreau', minutesAfter(teller.scope.now, -90)), id)
}

function seenLead({ place, facts, touches }: CalibrationLeadView): SeenLead {
  const valueOf = (label: string) => facts.find((fact) => fact.label === label)?.value ?? null
  const employees = Number.parseInt(valueOf('Employees')?.replaceAll(/\D/g, '') ?? '', 10)
  return {
    place,
    employees: Number.isNaN(employees) ? null : employees,
    industry: valueOf('Industry'),
    title: valueOf('Job title'),
    touches,
  }
}
