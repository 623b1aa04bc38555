import { sql } from 'kysely'
import type { Scope } from '../../platform/database.ts'

/** What stands where a member had written why. */
const erasedText = 'Erased with the person.'
const erasedDealName = 'Deal of an erased person'

type Whose = { readonly family: readonly string[]; readonly naming: string | null }

/** Takes the person out of their leads, and of their deals wherever these name them. */
export async function redactFunnel(scope: Scope, whose: Whose): Promise<{ leads: number; deals: number }> {
  await redactCalibrations(scope, whose)
  const deals = await redactDeals(scope, whose)
  return { leads: await redactLeads(scope, whose), deals }
}

/**
 * A lead keeps what it is counted and grouped by. An address of a landing page loses what follows the path, where mails
 * travel, and goes when it names the person. Of custom fields those stay whose values are no texts.
 */
async function redactLeads(scope: Scope, { family, naming }: Whose): Promise<number> {
  const { workspaceId, now } = scope
  const page = sql`nullif(regexp_replace(l.landing_page, '[?#].*$', ''), '')`
  const found = await sql`update leads l set
      landing_page = case when ${page} ~ '@' or ${page} ~* ${naming}::text then null else ${page} end,
      next_step = null, next_step_on = null, external_source = null, external_id = null,
      custom = coalesce((
        select jsonb_object_agg(e.key, e.value) from jsonb_each(l.custom) e
        join attribute_fields f on f.workspace_id = ${workspaceId} and f.record_kind = 'lead' and f.key = e.key
          and f.type in ('number', 'boolean', 'choice', 'money')), '{}'),
      updated_at = ${now}, changed_xid = rapport_xid()
    where l.workspace_id = ${workspaceId} and l.contact_id = any(${family}::uuid[])`.execute(scope.tx)
  await sql`delete from quality_flags f using leads l
    where f.workspace_id = ${workspaceId} and l.workspace_id = ${workspaceId} and l.contact_id = any(${family}::uuid[])
      and f.record_id = l.id`.execute(scope.tx)
  return Number(found.numAffectedRows ?? 0)
}

/**
 * A deal is the company's own record of a sale: it keeps its amount, dates and outside id. Its texts go where they name
 * the person; of a deal with no company behind it the name and the next step go in any case.
 */
async function redactDeals(scope: Scope, { family, naming }: Whose): Promise<number> {
  const { workspaceId, now } = scope
  const named = (text: string) => sql`coalesce(${sql.ref(text)} ~* ${naming}::text, false)`
  const found = await sql<{ id: string }>`update deals d set
      name = case when d.account_id is null or ${named('d.name')} then ${erasedDealName} else d.name end,
      next_step = case when d.account_id is null or ${named('d.next_step')} then null else d.next_step end,
      lost_reason = case when ${named('d.lost_reason')} then null else d.lost_reason end,
      custom = coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(d.custom) e
        where not coalesce(e.value::text ~* ${naming}::text, false)), '{}'),
      updated_at = ${now}, changed_xid = rapport_xid()
    where d.workspace_id = ${workspaceId} and (d.contact_id = any(${family}::uuid[]) or d.lead_id in (
      select l.id from leads l where l.workspace_id = ${workspaceId} and l.contact_id = any(${family}::uuid[])))
    returning d.id`.execute(scope.tx)
  const ids = found.rows.map(({ id }) => id)
  await sql`update deals d set search = rapport_deal_words(d.workspace_id, d.name, d.account_id, d.contact_id)
    where d.workspace_id = ${workspaceId} and d.id = any(${ids}::uuid[])`.execute(scope.tx)
  await sql`delete from quality_flags f where f.workspace_id = ${workspaceId} and f.record_id = any(${ids}::uuid[])
    and (f.value ~* ${naming}::text or f.message ~* ${naming}::text)`.execute(scope.tx)
  return ids.length
}

/** What each team answered stays, because the agreement of both is measured by it; why they did is a text. */
async function redactCalibrations(scope: Scope, { family }: Whose): Promise<void> {
  const { workspaceId } = scope
  await sql`update calibration_answers a set reason = ${erasedText}
    from calibration_leads c
    join leads l on l.workspace_id = ${workspaceId} and l.id = c.lead_id and l.contact_id = any(${family}::uuid[])
    where a.workspace_id = ${workspaceId} and c.workspace_id = ${workspaceId}
      and c.calibration_id = a.calibration_id and c.place = a.place`.execute(scope.tx)
}
