/** Pages of people by their points, as the benchmark of lists asks for them. */
import type { PlainQuestion, Question } from './list-questions.ts'

const scored = (where: string, order: string): PlainQuestion => ({
  from: 'contacts t left join contact_scores s on s.workspace_id = t.workspace_id and s.contact_id = t.id',
  where: `t.merged_into_id is null and t.deleted_at is null and ${where}`,
  order: `${order}, t.id`,
})

/** Sorted by fit and by engagement, and those above so many points. */
export function scoredPeople(): Question[] {
  return [
    {
      name: 'people, by fit',
      path: () => 'contacts?sort=-fit',
      plain: () => scored('true', 's.fit desc nulls last'),
    },
    {
      name: 'people, by engagement',
      path: () => 'contacts?sort=-engagement',
      plain: () => scored('true', 's.engagement desc nulls last'),
    },
    {
      name: 'people, who fit by name',
      path: (turn) => `contacts?fitMin=${40 + turn}&sort=name`,
      plain: (turn) => scored(`s.fit >= ${40 + turn}`, 't.full_name'),
    },
    {
      name: 'people, who fit by engagement',
      path: (turn) => `contacts?fitMin=${70 + turn}&engagementMin=50&sort=-engagement`,
      plain: (turn) => scored(`s.fit >= ${70 + turn} and s.engagement >= 50`, 's.engagement desc'),
    },
  ]
}
