import { describe, expect, test } from 'vitest'
import { quietCampaign, shiningCampaign } from './campaigns.ts'
import { cast } from './cast.ts'
import { sampleTables } from './tables.ts'

const now = new Date('2026-11-22T09:00:00Z')
const files = sampleTables(now)
const tables = Object.values(files).flat()

function rowsOf(name: string): Record<string, string>[] {
  const found = tables.find(({ fileName }) => fileName === `Sample company, ${name}.csv`)
  if (found === undefined) throw new Error(`no table ${name}`)
  const [header = [], ...rows] = found.csv.trimEnd().split('\n').map(cellsOf)
  return rows.map((cells) => Object.fromEntries(header.map((field, index) => [field, cells[index] ?? ''])))
}

/** The leads with everything that the files of both teams say about them. */
function wholeLeads(): Record<string, string>[] {
  const inSales = new Map(rowsOf('leads in sales').map((row) => [row['externalId'], row]))
  return [...rowsOf('leads'), ...rowsOf('newer leads')].map((row) => ({
    ...row,
    ...inSales.get(row['externalId']),
  }))
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)|([^,]*)(?:,|$)/g)]
    .slice(0, -1)
    .map(([, quoted, plain]) => (quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"')))
}

describe('the sample company', () => {
  test('has the promised size', () => {
    const sizes = Object.fromEntries(
      tables.map(({ fileName, rowCount }) => [fileName.slice(16, -4), rowCount]),
    )
    expect(sizes).toMatchObject({
      accounts: 2500,
      contacts: 12_000,
      campaigns: 40,
    })
    expect((sizes['touches'] ?? 0) + (sizes['other touches'] ?? 0)).toBe(100_000)
    expect((sizes['leads'] ?? 0) + (sizes['newer leads'] ?? 0)).toBe(4000)
    expect(sizes['deals']).toBeGreaterThan(600)
    expect(sizes['deals']).toBeLessThanOrEqual(700)
  })

  test('has a cast of seven, seven, one, two and one', () => {
    const teams = ['marketing', 'sales', 'joint', 'leadership', 'neutral']
    expect(teams.map((team) => cast.filter((one) => one.team === team).length)).toEqual([7, 7, 1, 2, 1])
  })

  test('is the same for the same day', () => {
    expect(sampleTables(now)).toEqual(files)
  })

  test('ends today and holds nothing of tomorrow', () => {
    const instants = [...rowsOf('touches'), ...rowsOf('other touches')].map((row) =>
      Date.parse(row['occurredAt'] ?? ''),
    )
    expect(Math.max(...instants)).toBeLessThanOrEqual(now.getTime())
    expect(now.getTime() - Math.max(...instants)).toBeLessThan(3 * 86_400_000)
  })

  test('has one campaign that shines in leads and fails in sales, and a quiet one that sells', () => {
    const leads = wholeLeads()
    const of = (campaign: string) => leads.filter((row) => row['campaign'] === campaign)
    const rate = (campaign: string) =>
      of(campaign).filter((row) => (row['reachedAt.won'] ?? '') !== '').length / of(campaign).length
    expect(of(shiningCampaign).length).toBeGreaterThan(5 * of(quietCampaign).length)
    expect(rate(quietCampaign)).toBeGreaterThan(10 * rate(shiningCampaign))
  })

  test('has somebody of marketing for every campaign', () => {
    const marketing = new Set(cast.filter(({ team }) => team === 'marketing').map(({ name }) => name))
    const owners = rowsOf('campaigns').map((row) => row['ownerName'] ?? '')
    expect(owners).toHaveLength(40)
    expect(owners.filter((name) => !marketing.has(name))).toEqual([])
  })

  test('never lets a lead reach a stage before the one that comes first', () => {
    const stages = ['first_touch', 'engaged', 'mql', 'sal', 'sql', 'opportunity', 'won']
    for (const row of wholeLeads()) {
      const dates = stages.map((stage) => row[`reachedAt.${stage}`] ?? '').filter((date) => date !== '')
      expect(dates).toEqual(dates.toSorted())
    }
  })
})
