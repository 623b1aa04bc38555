/** The sample's cast have no mail of their own; this domain can never receive any. */
export const castDomain = 'cast.invalid'
