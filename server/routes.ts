import type { Desk } from './http/resource.ts'

/** Every domain's routes, in one list: what is not named here cannot be reached. */
export function registerRoutes(_desk: Desk): void {}
