/** Colours alone say nothing to whoever does not see them. */
export const LEVEL_WORDS = { warning: 'Warning', error: 'Error' } as const;
