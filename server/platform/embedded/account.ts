import { readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, resolve } from 'node:path'

/** The unprivileged account under which PostgreSQL runs, because it refuses to run as root. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

const OTHERS_MAY_ENTER = 0o001

/** Accounts that may run the server when Rapport runs as root, best first: its own, PostgreSQL's, anybody's. */
const CANDIDATES = ['rapport', 'postgres', 'nobody']

/** The account to drop to, or undefined for an ordinary user, under whom everything runs as it is. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of CANDIDATES) {
    const found = lines.find((fields) => fields[0] === name)
    if (found) return { uid: Number(found[2]), gid: Number(found[3]) }
  }
  return { uid: 65_534, gid: 65_534 }
}

/** The name by which PostgreSQL's peer check knows the user who runs this process. */
export function ownUserName(): string {
  return userInfo().username
}

/**
 * Whether an unprivileged account can reach a folder: every folder above it, up to the root, lets others enter.
 * What does not exist yet is not in the way.
 */
export function reachableByOthers(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const mode = statSync(at, { throwIfNoEntry: false })?.mode ?? OTHERS_MAY_ENTER
    if ((mode & OTHERS_MAY_ENTER) === 0) return false
    if (at === dirname(at)) return true
  }
}
