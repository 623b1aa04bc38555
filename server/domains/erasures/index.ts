/**
 * Erasures: the right to be forgotten. An act that takes out of every record what is known of a person, for good, and
 * leaves the nameless facts on which figures rest. The register says that it was done, when and why, and names nobody.
 */
export { erase } from './erasures.ts'
