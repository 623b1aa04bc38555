/**
 * Buying committees: who decides at a company, and how. A seat is a dated fact: it is given and it ends, and that it
 * was held stays true. Criteria ask for it, at now and at any past instant.
 */
export { committeeOf, endSeat, giveSeat, seatsOf } from './committees.ts'
