/** Numbers in a row. */
type Numbers = Float64Array | Int32Array

/** The number at a place; a place outside counts nothing. */
export function at(numbers: Numbers, place: number): number {
  return numbers[place] ?? 0
}

/** Adds to the number at a place. */
export function add(numbers: Numbers, place: number, value: number): void {
  numbers[place] = at(numbers, place) + value
}
