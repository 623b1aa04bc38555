import { Readable } from 'node:stream'
import * as contract from '../../../contract/imports.ts'
import { Refusal } from '../../platform/refusal.ts'
import { inVisit, serve, serveRaw } from '../../http/resource.ts'
import type { Desk } from '../../http/resource.ts'
import type { Visitor } from '../../http/visitor.ts'
import * as intake from './index.ts'
import type { Door } from './index.ts'

/** Imports over HTTP. */
export function intakeRoutes(desk: Desk): void {
  uploadRoutes(desk)
  actRoutes(desk)
  problemRoutes(desk)
  serve(desk, contract.listImportMappings, async (scope) => ({ items: await intake.savedMappings(scope) }))
  serve(desk, contract.deleteImportMapping, async (scope, { params }) => {
    await intake.forgetMapping(scope, params.id)
    return undefined
  })
  serve(desk, contract.listImportTargets, async (scope, { query }) => ({
    items: await intake.targetFields(scope, query.into),
  }))
}

function uploadRoutes(desk: Desk): void {
  serveRaw(desk, contract.createImport, async ({ visitor, request, reply }, { query }) => {
    const file = request.isMultipart() ? await request.file() : undefined
    if (file === undefined)
      throw new Refusal('invalid-input', {
        place: 'file',
        message: 'Send the file as the part `file` of a multipart form.',
      })
    const view = await intake.receiveFile(doorOf(desk, visitor), {
      fileName: file.filename,
      stream: file.file,
      wasCut: () => file.file.truncated,
      choices: query,
    })
    return reply.status(201).send(view)
  })
  serve(desk, contract.listImports, (scope, { query }) => intake.importPage(scope, query))
  serve(desk, contract.readImport, (scope, { params }) => intake.readImport(scope, params.id))
  serveRaw(desk, contract.previewImport, ({ visitor }, { params, query }) =>
    intake.previewFile(doorOf(desk, visitor), params.id, query),
  )
  serveRaw(desk, contract.setImportReading, ({ visitor }, { params, body }) =>
    intake.readAnew(doorOf(desk, visitor), params.id, body),
  )
  serveRaw(desk, contract.proposeImportMapping, ({ visitor }, { params, query }) =>
    intake.proposeMappingAs(doorOf(desk, visitor), params.id, query),
  )
}

function actRoutes(desk: Desk): void {
  serve(desk, contract.setImportMapping, (scope, { params, body }) =>
    intake.setMapping(scope, params.id, body),
  )
  serve(desk, contract.checkImport, (scope, { params }) => intake.askCheck(scope, params.id))
  serve(desk, contract.runImport, (scope, { params }) => intake.askRun(scope, params.id))
  serve(desk, contract.cancelImport, (scope, { params }) => intake.askCancel(scope, params.id))
  serve(desk, contract.resumeImport, (scope, { params }) => intake.askResume(scope, params.id))
  serve(desk, contract.undoImport, (scope, { params }) => intake.askUndo(scope, params.id))
}

function problemRoutes(desk: Desk): void {
  serve(desk, contract.listImportProblems, (scope, { params, query }) =>
    intake.problemPage(scope, params.id, query),
  )
  serveRaw(desk, contract.exportImportProblems, async ({ visitor, reply }, { params, query }) => {
    await inVisit(desk, { visitor, readOnly: true }, intake.refuseExport)
    const file = await intake.problemsFile(doorOf(desk, visitor), params.id, query)
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .send(Readable.from(file.lines))
  })
}

function doorOf(desk: Desk, visitor: Visitor): Door {
  return (work, options) => inVisit(desk, { visitor, readOnly: options?.readOnly ?? false }, work)
}
