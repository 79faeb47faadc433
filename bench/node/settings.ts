import { PANEL_ROW_IDS } from '../panels/panel-targets.ts';
import { ROW_IDS, type RowId } from './targets.ts';

/** How long and how often; the quick settings show that everything runs, not what it costs. */
export interface Settings {
  quick: boolean;
  rows: ReadonlySet<RowId>;
  denial: boolean;
  sizes: boolean;
  contributions: boolean;
  marketplace: boolean;
  /** Milliseconds for each RPC row and isolation. */
  rpcBudget: number;
  rounds: { min: number; max: number; side: number };
  startRounds: number;
  startManyRounds: number;
  storageRounds: number;
  cpuRounds: number;
  memoryRounds: number;
  attackMilliseconds: number;
  contributionRounds: number;
  marketplaceRounds: number;
  panelRounds: { all: number; side: number };
}

const FULL = {
  rpcBudget: 3_500,
  rounds: { min: 5, max: 40, side: 2 },
  startRounds: 12,
  startManyRounds: 5,
  storageRounds: 11,
  cpuRounds: 9,
  memoryRounds: 3,
  attackMilliseconds: 2_000,
  contributionRounds: 25,
  marketplaceRounds: 3,
  panelRounds: { all: 25, side: 10 },
};

const QUICK: typeof FULL = {
  rpcBudget: 500,
  rounds: { min: 2, max: 3, side: 0 },
  startRounds: 2,
  startManyRounds: 1,
  storageRounds: 2,
  cpuRounds: 2,
  memoryRounds: 1,
  attackMilliseconds: 1_000,
  contributionRounds: 2,
  marketplaceRounds: 1,
  panelRounds: { all: 2, side: 1 },
};

/** `names` are ids of rows, `panels` for all of those, `denial`, `sizes`, `contributions` or `marketplace`; none means all. */
export function createSettings(quick: boolean, names: readonly string[]): Settings {
  const known = [...ROW_IDS, 'denial', 'sizes', 'contributions', 'marketplace', 'panels'];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`No row ${unknown.join(', ')}: there are ${known.join(', ')}`);
  const wanted = (name: string) => names.length === 0 || names.includes(name);
  const isPanelRow = (id: RowId) => PANEL_ROW_IDS.some((name) => name === id);
  return {
    quick,
    rows: new Set(ROW_IDS.filter((id) => wanted(id) || (isPanelRow(id) && wanted('panels')))),
    denial: wanted('denial'),
    sizes: wanted('sizes'),
    contributions: wanted('contributions'),
    marketplace: wanted('marketplace'),
    ...(quick ? QUICK : FULL),
  };
}
