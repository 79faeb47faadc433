/** How a locale writes the figures of a plugin. Made once for a list: each formatter costs about as much as drawing a card. */
export interface FigureFormat {
  /** 1.2K, 3M. */
  count(count: number): string;
  /** 4.5, also for what a server should not have sent. */
  rating(rating: number): string;
}

export function createFigureFormat(locale: string): FigureFormat {
  const counts = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const ratings = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return {
    count: (count) => counts.format(count),
    rating: (rating) => ratings.format(Math.min(Math.max(rating, 0), 5)),
  };
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** 12 kB. */
export function formatBytes(bytes: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power);
}

/** 2 January 2026, as the locale writes it; the text itself where it is no date. */
export function formatDate(iso: string, locale: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(time);
}
