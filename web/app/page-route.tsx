import { lazyRouteComponent } from '@tanstack/react-router'
import type { ReactNode } from 'react'

type PageComponent = (props: never) => ReactNode

export type PageRoute = { path: string; component: ReturnType<typeof lazyRouteComponent> }

/** A page that is loaded when somebody goes there: its address, its module, the name of its component. */
export function page<Name extends string>(
  path: string,
  load: () => Promise<Record<Name, PageComponent>>,
  name: NoInfer<Name>,
): PageRoute {
  return { path, component: lazyRouteComponent(load, name) }
}
