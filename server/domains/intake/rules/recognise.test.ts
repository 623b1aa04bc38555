import { describe, expect, test } from 'vitest'
import { profileColumns } from './profile.ts'
import { recognise } from './recognise.ts'

/** What a file with these headings, and one row of values if they matter, is taken for first. */
function taken(headings: string, values: readonly string[] = []) {
  const columns = headings.split(',').map((heading) => heading.trim())
  const [first] = recognise(profileColumns(columns, values.length > 0 ? [values] : [])).candidates
  return first ? `${first.kind} of ${first.origin}` : 'nothing'
}

describe('the exports of known products are recognised by their headings', () => {
  test.each([
    ['Record ID, First Name, Last Name, Email, Lifecycle Stage, Create Date', 'contact of hubspot'],
    ['Record ID - Contact, Vorname, Nachname, E-Mail', 'contact of hubspot'],
    ['Record ID, Company name, Company Domain Name, Industry, Company owner', 'account of hubspot'],
    ['Record ID, Deal Name, Deal Stage, Pipeline, Amount, Close Date, Deal owner', 'deal of hubspot'],
    ['Opportunity Name, Stage, Amount, Close Date, Account Name, Opportunity Owner', 'deal of salesforce'],
    ['Id, Name, StageName, CloseDate, Amount, AccountId, OwnerId, IsWon', 'deal of salesforce'],
    ['Id, LastName, FirstName, Company, Status, LeadSource, IsConverted, OwnerId', 'lead of salesforce'],
    ['First Name, Last Name, Company / Account, Lead Status, Lead Source, Lead Owner', 'lead of salesforce'],
    [
      'Id, LastName, FirstName, AccountId, Email, MailingCity, MailingCountry, OwnerId',
      'contact of salesforce',
    ],
    ['Id, Name, BillingCity, BillingCountry, Industry, NumberOfEmployees, OwnerId', 'account of salesforce'],
    ['Opportunity ID, To Stage, Last Modified', 'stageChange of salesforce'],
    ['Id, Name, Type, Status, StartDate, EndDate, BudgetedCost, ActualCost', 'campaign of salesforce'],
    ['Id, Username, FirstName, LastName, Email, Alias, ProfileId', 'member of salesforce'],
    ['Deal - ID, Deal - Title, Deal - Value, Deal - Stage, Deal - Owner', 'deal of pipedrive'],
    [
      'Person - Name, Person - Email - Work, Person - Phone - Work, Person - Organization',
      'contact of pipedrive',
    ],
    ['Organization - Name, Organization - Address, Organization - Owner', 'account of pipedrive'],
    ['Activity - Subject, Activity - Type, Activity - Due date', 'touch of pipedrive'],
    ['Lead - Title, Lead - Owner, Lead - Source', 'lead of pipedrive'],
    ['Day, Campaign, Impr., Clicks, Cost, Currency code', 'spend of google-ads'],
    ['Campaign name, Day, Amount spent (EUR), Impressions, Reach', 'spend of meta-ads'],
    ['Start Date (in UTC), Campaign Name, Total Spent, Impressions', 'spend of linkedin-ads'],
  ])('%s', (headings, expected) => {
    expect(taken(headings)).toBe(expected)
  })
})

describe('files of no known product are recognised by what their headings mean, in several languages', () => {
  test.each([
    ['First name, Last name, Email, Phone, Company', 'contact'],
    ['Vorname, Nachname, E-Mail-Adresse, Telefon, Firma, Ort', 'contact'],
    ['Prénom, Nom, Adresse e-mail, Téléphone, Société', 'contact'],
    ['Nombre, Apellidos, Correo electrónico, Teléfono, Empresa', 'contact'],
    ['Nome completo, E-mail, Celular, Cargo, Empresa', 'contact'],
    ['Company, Website, Industry, Employees, Country', 'account'],
    ['Firma, Webseite, Branche, Mitarbeiterzahl, Land', 'account'],
    ['Deal, Stage, Amount, Close date, Owner', 'deal'],
    ['Bezeichnung, Phase, Betrag, Abschlussdatum, Produkt', 'deal'],
    ['Lead ID, Email, Lead Source, Lead Status, Created', 'lead'],
    ['Date, Campaign, Spend, Impressions, Clicks', 'spend'],
    ['Datum, Kampagne, Kosten, Klicks', 'spend'],
    ['Campaign name, Start date, End date, Budget', 'campaign'],
    ['Email, Timestamp, Event, Page URL, utm_source, utm_medium', 'touch'],
    ['Name, Email, Team, Manager, Region', 'member'],
    ['Product, SKU, Price', 'product'],
  ])('%s', (headings, kind) => {
    expect(taken(headings)).toBe(`${kind} of plain`)
  })
})

test('a column of mail addresses makes a list of contacts whatever it is called', () => {
  const profiles = profileColumns(
    ['Wer', 'Wohin'],
    [
      ['Anna', 'anna@example.com'],
      ['Ben', 'ben@example.com'],
    ],
  )
  expect(recognise(profiles).candidates[0]?.kind).toBe('contact')
})

test('the ids that Salesforce makes are evidence', () => {
  const columns = ['Id', 'Name', 'StageName', 'CloseDate']
  const without = recognise(profileColumns(columns, [['17', 'Big', 'Won', '2024-01-31']])).candidates[0]
  const withIds = recognise(profileColumns(columns, [['0065g00000Ab12cAAB', 'Big', 'Won', '2024-01-31']]))
    .candidates[0]
  expect(withIds?.confidence).toBeGreaterThan(without?.confidence ?? 1)
  expect(withIds?.because.join(' ')).toContain('"Id"')
})

test('guesses are ranked, reasoned and never certain', () => {
  const { candidates } = recognise(profileColumns(['First name', 'Last name', 'Email', 'Lead source'], []))
  expect(candidates.length).toBeGreaterThan(1)
  expect(candidates.map((one) => one.confidence)).toEqual(
    candidates.map((one) => one.confidence).toSorted((one, other) => other - one),
  )
  expect(candidates.every((one) => one.confidence < 1 && one.because.length > 0)).toBe(true)
})

test('headings that mean nothing give no guess', () => {
  expect(taken('foo, bar, baz')).toBe('nothing')
})
