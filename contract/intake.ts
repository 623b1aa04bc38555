export * from './intake-file.ts'
export * from './intake-mapping.ts'
export * from './intake-choices.ts'
