import { memo, useId } from 'react';
import type { MarketplaceEntry } from '../../backend/backend.ts';
import { PluginCard, type PluginCardProps } from '../manager/plugin-card.tsx';
import { MarketplaceBadges } from './marketplace-badges.tsx';
import { MarketplaceFigures } from './marketplace-figures.tsx';
import type { FigureFormat } from './marketplace-format.ts';
import {
  type InstallActions,
  InstallFault,
  MarketplaceInstallButton,
} from './marketplace-install-button.tsx';
import { MarketplaceRow } from './marketplace-row.tsx';
import type { InstallState } from './use-marketplace-install.ts';

export type MarketplaceLayout = 'grid' | 'list';

export interface MarketplaceCardProps {
  readonly entry: MarketplaceEntry;
  readonly layout: MarketplaceLayout;
  readonly format: FigureFormat;
  readonly installed: boolean;
  readonly state: InstallState | undefined;
  readonly actions: InstallActions;
  /** Shows all there is to know. Absent: this is all. */
  readonly onOpen?: ((entry: MarketplaceEntry) => void) | undefined;
  readonly setSize: number;
  readonly position: number;
  /** Of a row of which the height is measured. */
  readonly row?: number | undefined;
  readonly measure?: ((element: HTMLLIElement | null) => void) | undefined;
}

/** One plugin of the marketplace. It is drawn again only when something of its own changes. */
export const MarketplaceCard = memo(function MarketplaceCard(props: MarketplaceCardProps) {
  const { entry, layout, format, installed, state, actions, onOpen, setSize, position, row, measure } = props;
  const nameId = useId();
  const { manifest } = entry;
  const shared = {
    manifest,
    nameId,
    onOpen: onOpen && (() => onOpen(entry)),
    item: {
      ...(measure ? { ref: measure } : {}),
      'data-index': row,
      'data-key': manifest.id,
      'aria-setsize': setSize,
      'aria-posinset': position,
    } satisfies ItemOf,
    aside: <MarketplaceBadges entry={entry} />,
    meta: <MarketplaceFigures entry={entry} format={format} />,
  };
  const fault = !installed && <InstallFault manifest={manifest} state={state} actions={actions} />;
  const button = (
    <MarketplaceInstallButton
      manifest={manifest}
      installed={installed}
      state={state}
      actions={actions}
      nameId={nameId}
    />
  );
  return layout === 'list' ? (
    <MarketplaceRow {...shared} action={button} fault={fault} />
  ) : (
    <PluginCard {...shared}>
      {fault}
      {button}
    </PluginCard>
  );
});

type ItemOf = NonNullable<PluginCardProps['item']> & {
  'data-index'?: number | undefined;
  'data-key': string;
};
