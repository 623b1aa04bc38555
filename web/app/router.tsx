import { createRootRoute, createRoute, createRouter, Navigate } from '@tanstack/react-router'
import { parseSearch, writeSearch } from '../ui/url-state.ts'
import { Inside } from './inside.tsx'
import { places } from './places.ts'
import { NotFound, Root, RouteProblem } from './root.tsx'
import { entryPages, insidePages } from './routes.tsx'

const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: RouteProblem,
})
const insideRoute = createRoute({ getParentRoute: () => rootRoute, id: 'inside', component: Inside })

const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Home })
const insideRoutes = insidePages.map((page) =>
  createRoute({ getParentRoute: () => insideRoute, errorComponent: RouteProblem, ...page }),
)
const entryRoutes = entryPages.map((page) =>
  createRoute({ getParentRoute: () => rootRoute, errorComponent: RouteProblem, ...page }),
)

export const router = createRouter({
  routeTree: rootRoute.addChildren([homeRoute, insideRoute.addChildren(insideRoutes), ...entryRoutes]),
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingMs: 200,
})

/** The front door leads to the funnel, or to the first place that there is. */
function Home() {
  const paths = insidePages.map((page) => page.path)
  const home =
    paths.find((path) => path === '/funnel') ?? places.find((place) => paths.includes(place.path))?.path
  return <Navigate to={home ?? '/sign-in'} replace />
}
