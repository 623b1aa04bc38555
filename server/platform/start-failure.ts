/**
 * A reason why the program cannot start that the person who started it can mend. The message is one clear
 * sentence that names the cause and the remedy; `main.ts` prints it alone, without a stack, and exits with 1.
 */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}

/** The operating system's code of an error (`ENOSPC`, `EACCES`, `EADDRINUSE`, …), when it has one. */
export function errorCode(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return undefined
}

/** The message of anything that was thrown. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
