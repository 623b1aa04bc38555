import type { Duck } from './duck.ts'
import type { Relation } from './relations.ts'

/** A file of rows as PostgreSQL wrote them, read with the relation's own types: nothing is guessed. */
export function rowsOf(relation: Pick<Relation, 'columns'>, path: string): string {
  const columns = Object.entries(relation.columns).map(([name, [type]]) => `'${name}': '${type}'`)
  return `read_csv('${path.replaceAll("'", "''")}', header = false, auto_detect = false, delim = ',', quote = '"',
    escape = '"', nullstr = '', allow_quoted_nulls = false, columns = {${columns.join(', ')}})`
}

/** Fills an empty table of a new copy. */
export async function fill(duck: Duck, relation: Relation, path: string): Promise<void> {
  const rows = rowsOf(relation, path)
  if (relation.name === 'touches') return duck.run(`insert into touches ${numberedTouches(rows)}`)
  const number = relation.way === 'numbered' ? 'row_number() over (), ' : ''
  return duck.run(`insert into ${relation.name} select ${number}* from ${rows}`)
}

/** Puts changed rows in the place of what the copy held, and notes whose summary they touch. */
export async function replace(
  duck: Duck,
  relation: Relation,
  news: { path: string; since: number },
): Promise<void> {
  if (relation.way === 'appended') return replaceStretch(duck, relation, news)
  if (relation.way === 'whole') {
    await duck.run(`delete from ${relation.name}`)
    return fill(duck, relation, news.path)
  }
  await duck.run(`create or replace temp table incoming as select * from ${rowsOf(relation, news.path)}`)
  for (const note of notesBefore[relation.name] ?? []) await duck.run(note)
  await (relation.way === 'numbered' ? replaceNumbered(duck, relation) : replaceKeyed(duck, relation))
  for (const note of notesAfter[relation.name] ?? []) await duck.run(note)
  return duck.run('drop table incoming')
}

/** Notes taken while the old rows still stand beside the new ones, and when only the new ones stand. */
const notesBefore: Readonly<Record<string, readonly string[]>> = {
  contacts: [
    `insert into changed_people
     select unnest([coalesce(old.merged_into_id, old.id), coalesce(new.merged_into_id, new.id)])
     from incoming new join contacts old using (id) where old.merged_into_id is distinct from new.merged_into_id`,
  ],
  deals: [
    'insert into changed_leads select lead_id from deals where id in (select id from incoming) and lead_id is not null',
  ],
}
const notesAfter: Readonly<Record<string, readonly string[]>> = {
  leads: ['insert into changed_leads select id from incoming'],
  deals: ['insert into changed_leads select lead_id from incoming where lead_id is not null'],
}

async function replaceKeyed(duck: Duck, { name }: Relation): Promise<void> {
  await duck.run(`delete from ${name} where id in (select id from incoming)`)
  await duck.run(`insert into ${name} select * from incoming`)
}

/** A row keeps its number for as long as the copy stands, because touches know it by that. */
async function replaceNumbered(duck: Duck, { name }: Relation): Promise<void> {
  await duck.run(`
    create or replace temp table numbered as
    select coalesce(old.no, (select coalesce(max(no), 0) from ${name})
           + row_number() over (partition by old.no is null order by new.id)) as no, new.*
    from incoming new left join ${name} old using (id)`)
  await duck.run(`delete from ${name} where id in (select id from numbered)`)
  await duck.run(`insert into ${name} select * from numbered`)
  await duck.run('drop table numbered')
}

/** Rows of the newest transactions may have been read before, when an older one had not ended yet. */
async function replaceStretch(
  duck: Duck,
  relation: Relation,
  news: { path: string; since: number },
): Promise<void> {
  const stretch = `where changed_xid >= ${news.since}`
  await duck.run(`delete from ${relation.name} ${stretch}`)
  await fill(duck, relation, news.path)
  if (relation.name === 'stage_changes') {
    await duck.run(`insert into changed_leads select lead_id from stage_changes ${stretch}`)
  }
}

/** A touch whose contact is not in the copy breaks `not null`, and the copy is made anew. */
function numberedTouches(rows: string): string {
  return `
    select t.id, c.no, t.occurred_at, k.no, t.channel_id, t.changed_xid
    from ${rows} t left join contacts c on c.id = t.contact_id left join campaigns k on k.id = t.campaign_id`
}
