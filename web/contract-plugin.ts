import type { Plugin } from 'vite'

const sentKeys = new Set(['id', 'method', 'path', 'tag', 'consumes', 'produces'])

type Node = { type: string; start: number; end: number; [key: string]: unknown }

/**
 * Keeps the schemas of `contract/` out of the browser. The web client needs an endpoint's method and path; its
 * zod schemas serve only the types there, and the server parses whatever arrives. So each `endpoint({ … })` keeps
 * its address alone, and every other top-level value is wrapped as a pure expression, which the bundler drops
 * together with zod unless some page really uses it.
 */
export function contractWithoutSchemas(): Plugin {
  return {
    name: 'contract-without-schemas',
    transform: {
      order: 'post',
      filter: { id: /\/contract\/[^/]+\.ts$/ },
      handler(code) {
        return { code: strip(code, this.parse(code)), map: null }
      },
    },
  }
}

function strip(code: string, program: unknown): string {
  const edits = declarationsOf(program).map((init) => ({ init, text: replacement(code, init) }))
  edits.sort((one, other) => other.init.start - one.init.start)
  return edits.reduce(
    (text, { init, text: next }) => text.slice(0, init.start) + next + text.slice(init.end),
    code,
  )
}

function replacement(code: string, init: Node): string {
  const source = code.slice(init.start, init.end)
  const kept = endpointAddress(code, init)
  if (kept !== null) return kept
  return init.type === 'CallExpression' ? `/*@__PURE__*/ (() => (${source}))()` : source
}

function endpointAddress(code: string, init: Node): string | null {
  const callee = isNode(init.callee) ? init.callee : null
  const [definition] = Array.isArray(init.arguments) ? init.arguments.filter(isNode) : []
  if (callee?.name !== 'endpoint' || !definition) return null
  const kept = nodesOf(definition.properties)
    .filter((property) => isNode(property.key) && sentKeys.has(String(property.key.name)))
    .map((property) => code.slice(property.start, property.end))
  return `({ ${kept.join(', ')} })`
}

function declarationsOf(program: unknown): Node[] {
  if (!isNode(program)) return []
  return nodesOf(program.body)
    .map((node) => (node.type === 'ExportNamedDeclaration' ? node.declaration : node))
    .filter(isNode)
    .filter((node) => node.type === 'VariableDeclaration')
    .flatMap((node) => nodesOf(node.declarations))
    .map((declarator) => declarator.init)
    .filter(isNode)
}

function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : []
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}
