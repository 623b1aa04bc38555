/** What somebody does in the browser on the first days of a company: found it, import, read figures. */
import { basename } from 'node:path'
import type { Locator, Page } from 'playwright-core'

export const founder = { name: 'Pia Sommer', email: 'pia@seam.example', password: 'needle and thread 12' }
const importPatienceMs = 90_000

/** Founds a company on an empty Rapport and stands on its first page. */
export async function foundCompany(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByLabel('Company').fill('Seam & Sons')
  await page.getByLabel('Time zone').fill('UTC')
  await page.getByLabel('Your name').fill(founder.name)
  await page.getByLabel('Mail').fill(founder.email)
  await page.getByLabel('Password').fill(founder.password)
  await page.getByRole('button', { name: 'Found the workspace' }).click()
  await page.getByRole('heading', { level: 1, name: 'Funnel' }).waitFor()
}

/** The founder comes back, in a browser that does not know them. */
export async function comeBack(page: Page): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Mail').fill(founder.email)
  await page.getByLabel('Password').fill(founder.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Funnel' }).waitFor()
}

type Given = string | { name: string; mimeType: string; buffer: Buffer }

/** Takes a raw file through the wizard, from recognition to the end, with the mapping that was proposed. */
export async function importThroughWizard(page: Page, file: Given): Promise<Locator> {
  await page.goto('/import')
  await page.getByLabel('Drop an export here').setInputFiles(file)
  const name = typeof file === 'string' ? basename(file) : file.name
  await page.getByRole('heading', { level: 1, name }).waitFor()
  return runThroughWizard(page)
}

/** Tries and runs the import that is on screen, mapped as it is. */
export async function runThroughWizard(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Dry run' }).click()
  const run = page.getByRole('button', { name: 'Run the import' })
  await run.click({ timeout: importPatienceMs })
  const result = page.locator('section', {
    has: page.getByRole('heading', { name: 'Imported', exact: true }),
  })
  await result.waitFor({ timeout: importPatienceMs })
  return result
}

/** The figure beside a name in a list of names and figures. */
export function figureIn(list: Locator, name: string): Promise<string> {
  return list.locator(`xpath=.//dt[normalize-space()="${name}"]/following-sibling::dd`).innerText()
}

/** A headline figure by its label. */
export function headline(page: Page, label: string): Locator {
  return page.locator(`xpath=//h2[normalize-space()="${label}"]/following-sibling::p`)
}

/** A table as it is read: the cells of each row under the name at its head. */
export async function tableOf(table: Locator): Promise<Record<string, string[]>> {
  const rows = await table.locator('tbody tr, tfoot tr').all()
  const read = await Promise.all(
    rows.map(async (row) => [
      (await row.locator('th').innerText()).replaceAll(/\s+/g, ' ').trim(),
      (await row.locator('td').allInnerTexts()).map((cell) => cell.trim()),
    ]),
  )
  return Object.fromEntries(read)
}
