import { sql } from 'kysely'
import type {
  AttributeCondition,
  CommitteeCondition,
  Condition,
  Criteria,
  CriteriaNode,
  ProfileCondition,
  ScoreCondition,
  TouchCondition,
} from '../../../../contract/criteria.ts'
import type { RecordKind } from '../../../../contract/records.ts'
import { fieldId } from '../rules/field.ts'
import type { Field, Fields } from '../rules/field.ts'
import type { Fragment } from './millis.ts'
import { testSql } from './test-sql.ts'
import { countedSql, personSql } from './touch-sql.ts'
import { standsSql, valueSql } from './value-sql.ts'
import type { Moment } from './value-sql.ts'

/** What conditions are asked against, beside the records. */
export type Ground = {
  readonly fields: Fields
  readonly profiles: ReadonlyMap<string, Criteria>
  readonly scores?: Fragment
}

const millipointsInPoint = 1000

/** The company of the person at the moment, after merges. */
export const companyId = sql`case when k.root is null then h.id else k.root end`

/**
 * Turns conditions into SQL over one row for everybody: `c` is the person, `a` their company, `l` the pass. What a
 * condition must count for everybody is a list made once (`lists`), joined to each row (`joins`).
 */
export class Conditions {
  readonly lists: Fragment[] = []
  readonly joins: Fragment[] = []
  readonly #ground: Ground
  readonly #moment: Moment
  readonly #names = new Map<string, string>()
  #asksCompany = false

  constructor(ground: Ground, moment: Moment) {
    this.#ground = ground
    this.#moment = moment
  }

  /** Whether the company must be joined. */
  get asksCompany(): boolean {
    return this.#asksCompany
  }

  /** A part of criteria as a condition that is never null. `path` are the profiles that led here. */
  of(node: CriteriaNode, path: readonly string[]): Fragment {
    if (node.kind !== 'group') return sql`(${this.#single(node, path)})`
    if (node.of.length === 0) return sql`true`
    const parts = node.of.map((part) => this.of(part, path))
    if (node.join === 'all') return sql`(${sql.join(parts, sql` and `)})`
    const any = sql`(${sql.join(parts, sql` or `)})`
    return node.join === 'any' ? any : sql`(not ${any})`
  }

  /** A field that the question may speak of: it was checked, so anything else is a bug. */
  field(of: RecordKind, name: string): Field {
    const field = this.#ground.fields.get(fieldId(of, name))
    if (field === undefined) throw new Error(`unknown field ${name} of ${of}`)
    return field
  }

  #single(condition: Condition, path: readonly string[]): Fragment {
    switch (condition.kind) {
      case 'attribute':
        return condition.of === 'deal' ? this.#deal(condition) : this.#attribute(condition)
      case 'touch':
        return this.#touch(condition)
      case 'score':
        return this.#score(condition)
      case 'committee':
        return this.#committee(condition)
      default:
        return this.#profile(condition, path)
    }
  }

  #attribute(condition: AttributeCondition): Fragment {
    const field = this.field(condition.of, condition.field)
    const isCompany = condition.of === 'contact' && condition.field === 'accountId'
    if (isCompany || condition.of === 'account') this.#asksCompany = true
    const subject = isCompany ? sql`(${companyId})::text` : valueSql(field, this.#moment)
    return testSql(condition, { type: field.type, subject, moment: this.#moment })
  }

  #deal(condition: AttributeCondition): Fragment {
    const field = this.field('deal', condition.field)
    const subject = valueSql(field, this.#moment)
    const test = testSql(condition, { type: field.type, subject, moment: this.#moment })
    const link = (name: string) => sql`(${valueSql(this.field('deal', name), this.#moment)})::uuid`
    const name = this.#list(condition, (list, named) => {
      this.lists.push(sql`${list} as materialized (
        select ${personSql('w.contact_id')} as person, w.lead_id from deals d
        cross join lateral (select ${link('contactId')} as contact_id, ${link('leadId')} as lead_id) w
        left join people p on p.id = w.contact_id
        where d.workspace_id = ${this.#moment.workspaceId} and ${standsSql('d', this.#moment)} and ${test})`)
      this.joins.push(
        sql`left join (select distinct person as id from ${list}) ${named('people')} on ${named('people')}.id = c.id`,
        sql`left join (select distinct lead_id as id from ${list}) ${named('passes')} on ${named('passes')}.id = l.id`,
      )
    })
    return sql`${sql.ref(`${name}_people.id`)} is not null or ${sql.ref(`${name}_passes.id`)} is not null`
  }

  #touch(condition: TouchCondition): Fragment {
    const { by, query } = countedSql(condition, this.#moment, this.field('lead', 'enteredAt'))
    const { is, times, ...counted } = condition
    const name = this.#list(counted, (list) => {
      this.lists.push(sql`${list} as materialized (${query})`)
      this.joins.push(sql`left join ${list} on ${list}.id = ${sql.ref(by === 'person' ? 'c.id' : 'l.id')}`)
    })
    const count = sql`coalesce(${sql.ref(`${name}.n`)}, 0)`
    return is === 'at-least' ? sql`${count} >= ${times}::bigint` : sql`${count} <= ${times}::bigint`
  }

  #score({ score, is, points }: ScoreCondition): Fragment {
    const { scores } = this.#ground
    const threshold = sql`${points * millipointsInPoint}::bigint`
    const name = this.#list({ kind: 'score' }, (list) => {
      const none = sql`select null::uuid as contact_id, 0 as fit, 0 as engagement where false`
      this.lists.push(sql`${list} as materialized (${scores ?? none})`)
      this.joins.push(sql`left join ${list} on ${list}.contact_id = r.id`)
    })
    const have = sql`coalesce(${sql.ref(`${name}.${score}`)}, 0)`
    return is === 'at-least' ? sql`${have} >= ${threshold}` : sql`${have} < ${threshold}`
  }

  #committee({ who, roles, people }: CommitteeCondition): Fragment {
    const { workspaceId, at } = this.#moment
    const isPerson = who === 'person'
    if (!isPerson) this.#asksCompany = true
    const name = this.#list({ kind: 'committee', who, roles }, (list) => {
      const company = sql`case when k.root is null then s.account_id else k.root end`
      this.lists.push(sql`${list} as materialized (
        select ${isPerson ? personSql('s.contact_id') : company} as id, count(distinct ${personSql('s.contact_id')}) as n
        from committee_seats s left join people p on p.id = s.contact_id left join companies k on k.id = s.account_id
        where s.workspace_id = ${workspaceId} and s.role = any(${[...roles]}::text[]) and s.from_at <= ${at}::timestamptz
          and (s.until_at is null or s.until_at > ${at}::timestamptz)
        group by 1)`)
      this.joins.push(sql`left join ${list} on ${list}.id = ${isPerson ? sql.ref('c.id') : companyId}`)
    })
    return sql`coalesce(${sql.ref(`${name}.n`)}, 0) >= ${isPerson ? 1 : people}::bigint`
  }

  #profile({ profile, is }: ProfileCondition, path: readonly string[]): Fragment {
    const matched = profile === 'any' ? this.#anyProfile(path) : this.#oneProfile(profile, path)
    return is === 'matched' ? matched : sql`not ${matched}`
  }

  #anyProfile(path: readonly string[]): Fragment {
    const ids = path.length > 0 ? [] : [...this.#ground.profiles.keys()]
    if (ids.length === 0) return sql`false`
    return sql`(${sql.join(
      ids.map((id) => this.#oneProfile(id, path)),
      sql` or `,
    )})`
  }

  #oneProfile(id: string, path: readonly string[]): Fragment {
    const criteria = this.#ground.profiles.get(id)
    return criteria === undefined || path.includes(id) ? sql`false` : this.of(criteria, [...path, id])
  }

  /** The name of the list for what is asked; it is made when it is asked for the first time. */
  #list(asked: object, make: (list: Fragment, named: (part: string) => Fragment) => void): string {
    const key = JSON.stringify(asked)
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const name = `list_${this.#names.size + 1}`
    this.#names.set(key, name)
    make(sql.ref(name), (part) => sql.ref(`${name}_${part}`))
    return name
  }
}
