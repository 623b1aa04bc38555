/**
 * Touches: every dated contact between us and a customer, whichever team made it. They are immutable and come in
 * millions, by batches that can be sent again without harm. Who it was is recognised by `contacts`, which campaign by
 * `campaigns`; which channel is told here.
 */
export { channels, founding, recordBatch } from './touches.ts'
export type { TouchRow, WrittenTouch } from './store.ts'
