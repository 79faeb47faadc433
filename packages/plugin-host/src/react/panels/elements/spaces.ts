export const GAPS = { none: 'gap-0', small: 'gap-1.5', medium: 'gap-3', large: 'gap-5' } as const;
export const PADDINGS = { none: 'p-0', small: 'p-1.5', medium: 'p-3', large: 'p-5' } as const;
/** The gaps in CSS, for sums. */
export const GAP_LENGTHS = { none: '0rem', small: '0.375rem', medium: '0.75rem', large: '1.25rem' } as const;
