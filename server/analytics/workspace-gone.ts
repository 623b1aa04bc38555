/** The workspace does not exist any more. */
export class WorkspaceGone extends Error {
  override readonly name = 'WorkspaceGone'
}
