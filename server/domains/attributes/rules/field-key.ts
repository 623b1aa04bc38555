const keyLengthMax = 63

/** The key of a custom field from its label: `Größe (cm)` becomes `grosse_cm`. */
export function fieldKeyOf(label: string): string {
  const plain = label
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
  const begun = /^[a-z]/.test(plain) ? plain : `field_${plain}`
  return begun.slice(0, keyLengthMax).replace(/_+$/, '')
}
