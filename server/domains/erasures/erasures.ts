import type { EndpointAnswer, EndpointParsed } from '../../../contract/endpoint.ts'
import type { eraseContact } from '../../../contract/erasures.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Scope } from '../../platform/scope.ts'
import { tryTurn } from '../../platform/turn.ts'
import { mayErase, refuseErased, wholePerson } from '../contacts/index.ts'
import { removeFiles } from '../intake/index.ts'
import { record } from '../journal/index.ts'
import { redactFunnel } from './funnel.store.ts'
import { redactImportReports, selectImportsOf } from './imports.store.ts'
import { holdPerson, insertErasures, redactLedgers, redactPerson, selectCallings } from './person.store.ts'
import { namingPattern, surePattern } from './rules/naming.ts'

type Asked = EndpointParsed<typeof eraseContact>['body']
type Erased = EndpointAnswer<typeof eraseContact>

/**
 * Erases a person for good: everything that is known of them and of all who were merged into them. What figures rest
 * on stays without a name, as privacy law allows for data that is not personal any more: the passes through the funnel
 * with origin, campaign and stages, the kinds and channels of touches, points, deals with their amounts. So no figure
 * that both teams agreed on changes. The files that brought the person go too; neither the undo of an import nor that
 * of a merge brings anything back. Refuses whoever is no admin, a name that is not the record's, a day in the future, a
 * person who was erased before, and while a file is read or imported, which could write the person down again.
 */
export async function erase(scope: Scope, id: string, asked: Asked): Promise<Erased> {
  if (!mayErase(scope.actor)) throw new Refusal('not-allowed')
  const person = await wholePerson(scope, id)
  await refuseErased(scope, person.family)
  refuseMistaken(scope, person.name, asked)
  await keepImportsOut(scope)
  await holdPerson(scope, person.family)
  const callings = await selectCallings(scope, person.family)
  const [naming, sure] = [namingPattern(callings), surePattern(callings)]
  const brought = await selectImportsOf(scope, person.family)
  const reports = await redactImportReports(scope, { importIds: brought, naming, sure })
  const imports = [...new Set([...brought, ...reports.importIds])]
  const eventId = await record(scope, {
    kind: 'contact.erased',
    subjectKind: 'contact',
    subjectId: person.id,
    payload: { reason: asked.reason, requestedOn: asked.requestedOn, imports },
  })
  await insertErasures(scope, { family: person.family, eventId, ...asked })
  const known = await redactPerson(scope, person.family)
  const rows = await redactLedgers(scope, { family: person.family, eventId, naming })
  const funnel = await redactFunnel(scope, { family: person.family, naming })
  return {
    contactId: person.id,
    eventId,
    erasedAt: scope.now.toISOString(),
    erased: { records: person.family.length, ...known, ...rows, ...funnel, refusedRows: reports.lines },
    filesRemoved: await removeFiles(scope, imports),
  }
}

function refuseMistaken({ now }: Scope, name: string, asked: Asked): void {
  if (plain(asked.name) !== plain(name)) {
    throw new Refusal('invalid-input', {
      place: 'name',
      message: 'This is not the name of the person.',
      remedy: 'Write the name as the record shows it.',
    })
  }
  if (asked.requestedOn > now.toISOString().slice(0, 'yyyy-mm-dd'.length)) {
    throw new Refusal('invalid-input', { place: 'requestedOn', message: 'This day lies in the future.' })
  }
}

const plain = (name: string) => name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase()

/** An import holds in memory whom it found when it began; none begins before the erasure has ended. */
async function keepImportsOut(scope: Scope): Promise<void> {
  if (await tryTurn(scope, 'import')) return
  throw new Refusal('not-possible-now', {
    message: 'A file is being read or imported, which could write the person down again.',
    remedy: 'Erase the person when it has ended.',
  })
}
