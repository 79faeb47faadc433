import type { MarketplaceQuery } from '../../backend/backend.ts';

export type MarketplaceSort = NonNullable<MarketplaceQuery['sortBy']>;

/** What the user looks for. */
export interface MarketplaceFilters {
  readonly query: string;
  /** Empty for all. */
  readonly category: string;
  readonly sortBy: MarketplaceSort;
  readonly verified: boolean;
  readonly featured: boolean;
}

export const NO_FILTERS: MarketplaceFilters = {
  query: '',
  category: '',
  sortBy: 'downloads',
  verified: false,
  featured: false,
};
