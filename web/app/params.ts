import { useParams } from '@tanstack/react-router'

/** A parameter of the present address, such as the id in `/people/$id`; empty where the address has none. */
export function useParam(name: string): string {
  const params: unknown = useParams({ strict: false })
  const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined
  return typeof value === 'string' ? value : ''
}
