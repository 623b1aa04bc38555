import { useQuery } from '@tanstack/react-query'
import type { ProfileBody } from '../../../../contract/agreement-bodies.ts'
import { committeeRoles } from '../../../../contract/criteria.ts'
import { listProducts } from '../../../../contract/products.ts'
import { ask } from '../../../app/client.ts'
import { CriteriaField } from '../../../parts/criteria/criteria-field.tsx'
import { Card } from '../../../ui/card.tsx'
import { MultiCombobox } from '../../../ui/combobox.tsx'
import { Field } from '../../../ui/field.tsx'
import type { EditorProps } from './body-editor.tsx'
import { LinesField, ProseField } from './lines-field.tsx'

const roles = committeeRoles.map((role) => ({ value: role, label: role.replaceAll('_', ' ') }))

/** Whom we sell to: who belongs, what they worry about, what fits them, who decides. */
export function ProfileEditor({ body, onChange }: EditorProps<ProfileBody>) {
  const products = useProductOptions(body.products)
  return (
    <Card title="The customer profile">
      <div className="space-y-6">
        <CriteriaField
          label="A person belongs to it when"
          criteria={body.criteria}
          onChange={(criteria) => onChange({ ...body, criteria })}
        />
        <ProseField
          label="Who they are"
          hint="One person to think of: their day, their words."
          value={body.persona}
          onChange={(persona) => onChange({ ...body, persona })}
        />
        <LinesField
          label="What concerns them"
          lines={body.concerns}
          onChange={(concerns) => onChange({ ...body, concerns })}
        />
        <Field label="Products that fit" required={false}>
          <MultiCombobox
            options={products}
            values={body.products}
            onChange={(chosen) => onChange({ ...body, products: chosen })}
          />
        </Field>
        <Field label="Who decides" required={false}>
          <MultiCombobox
            options={roles}
            values={body.decides}
            onChange={(values) =>
              onChange({ ...body, decides: committeeRoles.filter((role) => values.includes(role)) })
            }
          />
        </Field>
      </div>
    </Card>
  )
}

/** What is offered; an archived product only where the profile names it already. */
function useProductOptions(chosen: readonly string[]) {
  const products = useQuery(ask(listProducts, {})).data?.items ?? []
  return products
    .filter(({ id, archivedAt }) => archivedAt === null || chosen.includes(id))
    .map(({ id, name, archivedAt }) => ({
      value: id,
      label: name,
      ...(archivedAt !== null && { hint: 'archived' }),
    }))
}
