import { registerHooks } from 'node:module'

/**
 * dependency-cruiser reads TypeScript through the compiler's JavaScript API, which version 7 no longer has.
 * Loaded with `--import`, this hands it version 6, installed beside under the name typescript-classic.
 */
registerHooks({
  resolve(specifier, context, next) {
    const asks = specifier === 'typescript' || specifier === 'typescript/package.json'
    const isCruiser = context.parentURL?.includes('/node_modules/dependency-cruiser/') === true
    return next(
      asks && isCruiser ? specifier.replace('typescript', 'typescript-classic') : specifier,
      context,
    )
  },
})
