import { nameSeats } from '../agreements/index.ts'
import { markAllRead } from '../notifications/index.ts'
import { cast } from './rules/cast.ts'
import { charterBody, charters, signatories } from './rules/charters.ts'
import { glossary, openTerm } from './rules/glossary.ts'
import { scoring } from './rules/points.ts'
import { profileBody, profiles } from './rules/profiles.ts'
import * as quarrel from './rules/quarrel.ts'
import * as qualified from './rules/qualified.ts'
import { daysBefore, minutesAfter } from './rules/story-dates.ts'
import type { StoryDates } from './rules/story-dates.ts'
import { productIds } from './store.ts'
import { as, discuss, draft, propose, read, sign, signByBoth } from './telling.ts'
import type { Teller } from './telling.ts'

const mql = 'MQL'
const draftedDaysBefore = 15
const roundRobin = ['Theo Bauer', 'Quinn Ito', 'Mara Kurt', 'Lena Koch'] as const

/** Who has read what is in force, who answered its quiz, and who of these was mistaken. */
const readers = cast
  .map(({ name }) => name)
  .filter((name) => !['Carl Halden', 'Sven Lindqvist', 'Noa Brandt'].includes(name))
const answering = readers.slice(0, 12)
const mistaken = ['Lucia Ferrari', 'Jonas Petersen', 'Rui Santos']

/**
 * What happened to the agreements of the sample company, told by the use cases that made it happen, each dated by its
 * own day: the workshop in which both teams signed their language, the first definition of an MQL and the quarrel
 * about it, the one in force today, and the proposal that waits for sales.
 */
export async function tellStory(teller: Teller, dates: StoryDates): Promise<void> {
  await seatSignatories(teller, dates)
  const language = await draftLanguage(teller, dates)
  const first = await draftFirstDefinition(teller, dates)
  for (const [index, id] of [...language, first].entries())
    await signByBoth(teller, id, minutesAfter(dates.workshop, index))
  await replaceDefinition(teller, dates, first)
  await everybodyHasRead(teller, daysBefore(dates.proposed, 30))
  await leaveOpen(teller, dates)
}

async function seatSignatories(teller: Teller, { founded }: StoryDates): Promise<void> {
  for (const team of ['marketing', 'sales'] as const) {
    const ids = signatories[team].flatMap((name) => teller.cast.get(name)?.memberId ?? [])
    await nameSeats(as(teller, 'Ines Moreau', minutesAfter(founded, 60)), team, ids)
  }
}

/** Charters, words, profiles and points, drafted one after the other. Answers the ids of the versions. */
async function draftLanguage(teller: Teller, { workshop }: StoryDates): Promise<number[]> {
  const products = await productIds(teller.scope)
  const members = new Map(
    [...teller.cast].flatMap(([name, { memberId }]) => (memberId === null ? [] : [[name, memberId]])),
  )
  const charterWhy = 'So that everybody knows who may do what.'
  const texts = [
    ...charters.map((one) => ({ title: one.role, why: charterWhy, body: charterBody(one, members) })),
    ...glossary,
    ...profiles.map((one) => ({ title: one.title, why: one.why, body: profileBody(one, products) })),
    {
      title: 'Scoring',
      why: 'Points that follow from what we signed, instead of from a feeling.',
      body: scoring,
    },
  ]
  const drafted: number[] = []
  for (const [index, text] of texts.entries()) {
    const by = roundRobin[index % roundRobin.length] ?? roundRobin[0]
    const at = minutesAfter(daysBefore(workshop, draftedDaysBefore), index * 10)
    const id = await draft(teller, { ...text, by, at })
    await propose(teller, id, { by, at: minutesAfter(at, 5) })
    drafted.push(id)
  }
  return drafted
}

/** Answers the id of the version. */
async function draftFirstDefinition(teller: Teller, { workshop }: StoryDates): Promise<number> {
  const by = 'Theo Bauer'
  const at = daysBefore(workshop, draftedDaysBefore, 14)
  const why = 'Until now everybody who filled in a form was called an MQL by somebody.'
  const id = await draft(teller, { title: mql, body: qualified.firstDefinition, why, by, at })
  await propose(teller, id, { by, at: minutesAfter(at, 30) })
  await discuss(teller, id, { remarks: quarrel.overFirst, day: workshop })
  return id
}

async function replaceDefinition(teller: Teller, { replaced }: StoryDates, first: number): Promise<void> {
  await discuss(teller, first, { remarks: quarrel.overFirstInForce, day: replaced })
  const by = 'Quinn Ito'
  const at = daysBefore(replaced, 26)
  const why =
    'Sales returns too much of what we hand over because it is too small. We know industry and size now.'
  const body = qualified.standingDefinition
  const id = await draft(teller, { title: mql, body, why, by, at, quiz: qualified.standingQuiz })
  await propose(teller, id, { by, at: daysBefore(replaced, 25) })
  await discuss(teller, id, { remarks: quarrel.overStanding, day: replaced })
  await signByBoth(teller, id, replaced)
  const reading = { readers, answer: answering, mistaken, quiz: qualified.standingQuiz }
  await read(teller, id, { ...reading, from: minutesAfter(replaced, 60) })
}

/** What was told until some day is old by now. */
async function everybodyHasRead(teller: Teller, at: Date): Promise<void> {
  for (const name of teller.cast.keys()) await markAllRead(as(teller, name, at))
}

/** What is open today: a word that is argued about, and the stricter definition, which waits for sales. */
async function leaveOpen(teller: Teller, { proposed }: StoryDates): Promise<void> {
  const word = await draft(teller, { ...openTerm, by: 'Quinn Ito', at: daysBefore(proposed, 11) })
  await propose(teller, word, { by: 'Quinn Ito', at: daysBefore(proposed, 10) })
  await discuss(teller, word, { remarks: quarrel.overAttribution, day: proposed })
  const by = 'Quinn Ito'
  const why =
    'One form is not yet interest. Leads with nothing but a form seldom remember it when sales calls.'
  const body = qualified.proposedDefinition
  const at = daysBefore(proposed, 7)
  const id = await draft(teller, { title: mql, body, why, by, at, quiz: qualified.proposedQuiz })
  await discuss(teller, id, { remarks: quarrel.overProposed, day: proposed })
  await propose(teller, id, { by, at: proposed })
  await sign(teller, id, { by: 'Aylin Tekin', at: minutesAfter(proposed, 90) })
  await read(teller, id, {
    readers: [
      'Aylin Tekin',
      'Theo Bauer',
      'Mara Kurt',
      'Jonas Petersen',
      'Lena Koch',
      'Ines Moreau',
      'Priya Nair',
    ],
    answer: ['Theo Bauer', 'Mara Kurt', 'Jonas Petersen', 'Ines Moreau', 'Priya Nair'],
    mistaken: ['Jonas Petersen', 'Priya Nair'],
    quiz: qualified.proposedQuiz,
    from: minutesAfter(proposed, 100),
  })
}
