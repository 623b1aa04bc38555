import type { CalibrationReport, ComparisonView } from '../../../contract/calibration-views.ts'
import { RecordLink } from '../../parts/marks.tsx'
import { Card } from '../../ui/card.tsx'
import { answerWords } from './words.ts'

const head = 'px-3 py-2 text-left text-xs font-medium text-ink-3'
const cell = 'px-3 py-2'

/** Every answer of both teams beside what the definition said, and how often each pair was given. */
export function AnswersCard({ report }: { report: CalibrationReport }) {
  return (
    <Card title="All answers">
      <Crossed compared={report.teams} />
      {/* A region that scrolls sideways on a phone has to be reachable by key. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls. */}
      <div role="region" aria-label="All answers" tabIndex={0} className="mt-6 overflow-x-auto">
        <table className="w-full min-w-[28rem] text-sm">
          <thead className="border-b border-line">
            <tr>
              {['Lead', 'Person', 'Marketing', 'Sales', 'Definition'].map((name) => (
                <th key={name} scope="col" className={head}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {report.leads.map(({ place, contact, marketing, sales, definition }) => (
              <tr key={place}>
                <td className={`num ${cell} text-ink-3`}>{place}</td>
                <th scope="row" className={`${cell} text-left font-normal`}>
                  <RecordLink to={`/people/${contact.id}`}>{contact.name}</RecordLink>
                </th>
                {[marketing?.answer, sales?.answer, definition].map((said, index) => (
                  // The three columns never change their order.
                  // oxlint-disable-next-line react/no-array-index-key -- as above.
                  <td key={index} className={cell}>
                    {said ? answerWords[said] : '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Crossed({ compared }: { compared: ComparisonView }) {
  const rows = [
    { name: 'Marketing yes', cells: [compared.bothYes, compared.firstOnly] },
    { name: 'Marketing no', cells: [compared.secondOnly, compared.bothNo] },
  ]
  return (
    <table className="text-sm">
      <caption className="sr-only">How often each pair of answers was given</caption>
      <thead>
        <tr>
          <th scope="col" className={head}>
            <span className="sr-only">Answers</span>
          </th>
          <th scope="col" className={head}>
            Sales yes
          </th>
          <th scope="col" className={head}>
            Sales no
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, cells }) => (
          <tr key={name}>
            <th scope="row" className={head}>
              {name}
            </th>
            <td className={`num ${cell}`}>{cells[0]}</td>
            <td className={`num ${cell}`}>{cells[1]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
