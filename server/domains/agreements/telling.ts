import type { NotificationKind } from '../../../contract/notifications.ts'
import type { Scope } from '../../platform/scope.ts'
import { record } from '../journal/index.ts'
import { notify, notifyEverybody } from '../notifications/index.ts'
import type { Agreement } from './store.ts'
import type { Version } from './versions.store.ts'

type Subject = { readonly agreement: Agreement; readonly version: Pick<Version, 'id' | 'number'> }

/** Writes down the one event of an act on an agreement. */
export function recordAct(
  scope: Scope,
  { agreement, version }: { readonly agreement: Agreement; readonly version?: Subject['version'] },
  { kind, ...payload }: { readonly kind: string } & Record<string, unknown>,
): Promise<number> {
  return record(scope, {
    kind,
    subjectKind: 'agreement',
    subjectId: agreement.id,
    payload: {
      kind: agreement.kind,
      subject: agreement.subject,
      title: agreement.title,
      ...(version === undefined ? {} : { versionId: version.id, number: version.number }),
      ...payload,
    },
  })
}

export type Told = {
  readonly kind: NotificationKind
  readonly text: string
  readonly eventId: number
  /** The comment that it is about. */
  readonly said?: string
}

/** Tells some members of an act, or everybody. */
export async function tell(
  scope: Scope,
  { agreement, version }: Subject,
  { to, said, ...told }: Told & { readonly to: readonly (string | undefined)[] | 'everybody' },
): Promise<void> {
  const notice = {
    ...told,
    path: `/agreements/${agreement.id}?version=${version.id}${said === undefined ? '' : `&said=${said}`}`,
    subjectKind: 'agreement',
    subjectId: agreement.id,
  }
  if (to === 'everybody') await notifyEverybody(scope, notice)
  else
    await notify(
      scope,
      notice,
      to.filter((id) => id !== undefined),
    )
}

/** How an act on a version is told: `Mara Lind signed version 3 of “MQL”.` */
export function sentence(scope: Scope, act: string, { agreement, version }: Subject): string {
  return `${scope.actor.name} ${act} version ${version.number} of “${agreement.title}”.`
}
