export type Admin = { readonly id: string }

/** Whether nobody could administer the workspace any more once this member is no admin. */
export function wouldLeaveNoAdmin(admins: readonly Admin[], memberId: string): boolean {
  return admins.some((admin) => admin.id === memberId) && admins.length === 1
}
