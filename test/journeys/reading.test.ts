import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { settled, violationsOn } from './browser.ts'
import { comeBack, figureIn, foundCompany, runThroughWizard } from './company.ts'
import { onFirstDay } from './stage.ts'

const stage = onFirstDay()

/** The column names stand on line 3; the first line looks more like them. */
const report = {
  name: 'report.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'Person;Place;Address',
      'Anna;Oslo;anna@fjord.test',
      'First Name;City;Email',
      'Ada;Oslo;ada@fjord.test',
      'Bo;Bergen;bo@fjord.test',
      '',
    ].join('\n'),
  ),
}

/** The sheet with the people is not the fullest. */
async function workbook() {
  const buffer = await writeXlsxFile([
    {
      data: [['Day', 'Visits'], ...Array.from({ length: 40 }, (_, at) => [at + 1, at * 3])],
      sheet: 'Visits',
    },
    {
      data: [
        ['First Name', 'Email'],
        ['Cora', 'cora@fjord.test'],
      ],
      sheet: 'People',
    },
  ]).toBuffer()
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { name: 'workbook.xlsx', mimeType, buffer }
}

async function open(page: Page, file: { name: string; mimeType: string; buffer: Buffer }) {
  await page.goto('/import')
  await page.getByLabel('Drop an export here').setInputFiles(file)
  await page.getByRole('heading', { level: 1, name: file.name }).waitFor()
  await page.getByRole('button', { name: 'Read it differently' }).click()
  const dialog = page.getByRole('dialog', { name: 'Read the file differently' })
  await dialog.getByRole('table').waitFor()
  return dialog
}

test('a file that was misread is read differently, seen at once, and imported', async () => {
  const page = await stage.page()
  await foundCompany(page)

  const dialog = await open(page, report)
  await settled(page)
  expect(await violationsOn(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Column names on line 3' }).click()
  await expect
    .poll(() => dialog.getByRole('button', { name: 'Column names on line 3' }).getAttribute('aria-pressed'))
    .toBe('true')

  await dialog.getByLabel('Column names on line', { exact: true }).fill('99')
  await dialog.getByText('The file ends on line 5, so there is no line 99.').waitFor()
  expect(await dialog.getByRole('button', { name: 'Read it like this' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Column names on line', { exact: true }).fill('3')

  await dialog.getByLabel('Cells are separated by').selectOption('|')
  await expect.poll(() => dialog.getByRole('row').first().getByRole('cell').count()).toBe(1)
  await dialog.getByLabel('Cells are separated by').selectOption(';')
  await dialog.getByRole('button', { name: 'Column names on line 3' }).click()
  await dialog.getByRole('button', { name: 'Read it like this' }).click()
  await dialog.waitFor({ state: 'hidden' })

  await page.getByText('column names on line 3').waitFor()
  await page.getByLabel('Target of First Name').waitFor()
  expect(await page.getByLabel('Target of Person').count()).toBe(0)
  expect(await figureIn(await runThroughWizard(page), 'New')).toBe('2')
})

test('another sheet of a workbook is chosen', async () => {
  const page = await stage.page()
  await comeBack(page)

  const dialog = await open(page, await workbook())
  await dialog.getByRole('cell', { name: 'Visits' }).waitFor()
  await dialog.getByLabel('Sheet').selectOption('People')
  await dialog.getByText('cora@fjord.test').waitFor()
  await dialog.getByRole('button', { name: 'Read it like this' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('sheet “People”').waitFor()
  expect(await figureIn(await runThroughWizard(page), 'New')).toBe('1')
})
