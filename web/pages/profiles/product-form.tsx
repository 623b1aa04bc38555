import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  changeProduct,
  createProduct,
  pricePeriods,
  productDescriptionLengthMax,
} from '../../../contract/products.ts'
import type { ProductView } from '../../../contract/products.ts'
import { call, errorAt } from '../../app/client.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input, Select, Textarea } from '../../ui/input.tsx'
import { periodWords } from './words.ts'

type ProductFormProps = { product: ProductView | undefined; onClose: () => void }

/** Adds a product, or changes one. */
export function ProductForm({ product, onClose }: ProductFormProps) {
  const [values, setValues] = useState(() => valuesOf(product))
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => {
      const body = bodyOf(values)
      return product
        ? call(changeProduct, { params: { id: product.id }, body })
        : call(createProduct, { body })
    },
    onSuccess: async () => {
      await client.invalidateQueries()
      onClose()
    },
  })
  const change = (part: Partial<Values>) => setValues({ ...values, ...part })
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={product ? `Change ${product.name}` : 'New product'}
      send={product ? 'Save' : 'Add product'}
      onSend={save.mutate}
      busy={save.isPending}
      problem={save.error}
      paired
    >
      <ProductFields values={values} problem={save.error} onChange={change} />
    </FormDialog>
  )
}

type ProductFieldsProps = { values: Values; problem: unknown; onChange: (part: Partial<Values>) => void }

function ProductFields({ values, problem, onChange }: ProductFieldsProps) {
  return (
    <>
      <Field label="Name" required error={errorAt(problem, 'name')} className="sm:col-span-2">
        <Input
          required
          maxLength={200}
          autoComplete="off"
          value={values.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <Field label="What it is" error={errorAt(problem, 'description')} className="sm:col-span-2">
        <Textarea
          maxLength={productDescriptionLengthMax}
          value={values.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Field>
      <Field label="List price" error={errorAt(problem, 'listPrice')}>
        <Input
          inputMode="decimal"
          placeholder="120.00"
          value={values.listPrice}
          onChange={(event) => onChange({ listPrice: event.target.value })}
        />
      </Field>
      <Field label="Paid" error={errorAt(problem, 'pricePeriod')}>
        <Select
          value={values.pricePeriod}
          placeholder="Nobody said"
          options={pricePeriods.map((value) => ({ value, label: periodWords[value] }))}
          onChange={(event) => onChange({ pricePeriod: event.target.value })}
        />
      </Field>
    </>
  )
}

type Values = { name: string; description: string; listPrice: string; pricePeriod: string }

function valuesOf(product: ProductView | undefined): Values {
  return {
    name: product?.name ?? '',
    description: product?.description ?? '',
    listPrice: product?.listPrice ?? '',
    pricePeriod: product?.pricePeriod ?? '',
  }
}

function bodyOf({ name, description, listPrice, pricePeriod }: Values) {
  return {
    name,
    description,
    listPrice: listPrice.trim() === '' ? null : listPrice.trim().replace(',', '.'),
    pricePeriod: pricePeriods.find((period) => period === pricePeriod) ?? null,
  }
}
