/**
 * Calibration: both teams say of the same leads, blind, whether these meet a definition, and see afterwards how far they
 * agree beyond chance. Of each team the first member to answer a lead speaks for it: the team then stands by one word,
 * and a calibration is complete when both teams have said it of every lead. Until it closes, nothing leaves here that
 * the other team said, that the definition says, or that tells where a lead stands.
 */
export { calibrationPage, readLead, show } from './reading.ts'
export { answer, close, start } from './calibration.ts'
export { discuss } from './discussion.ts'
