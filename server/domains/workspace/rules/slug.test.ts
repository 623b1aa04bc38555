import { expect, test } from 'vitest'
import { freeSlug, slugOf } from './slug.ts'

test('a slug keeps the letters of a name without their accents', () => {
  expect(slugOf('Café Löwe & Söhne GmbH')).toBe('cafe-lowe-sohne-gmbh')
})

test('a name without a usable letter still gets a slug', () => {
  expect(slugOf('株式会社')).toBe('workspace')
})

test('a slug neither begins nor ends with a hyphen, also where it was cut', () => {
  expect(slugOf(`  ${'a'.repeat(49)} tail`)).toBe('a'.repeat(49))
})

test('a taken slug gets the next free number', () => {
  expect(freeSlug('acme', new Set(['acme', 'acme-2']))).toBe('acme-3')
})
