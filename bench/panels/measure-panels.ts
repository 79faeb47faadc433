import type { Bench } from '../node/bench.ts';
import { type Comparison, compare, createRow, OURS, type Row, type Samples } from '../node/row.ts';
import type { Tools } from '../node/tools.ts';
import type { Cycle } from './panel-cycle.ts';
import { measurePanelSizes } from './panel-sizes.ts';
import { PANEL_ROW_IDS, type PanelRowId } from './panel-targets.ts';

const PEER = 'remote-dom';
const WARMUP = 3;
const FIRST = 'the first panel of its worker';
const NOTES: Partial<Record<PanelRowId, string>> = {
  'first-render-vs-remote-dom':
    'the second and later panels of a worker; before the first, ours still has to hand over what it draws with, which remote-dom’s worker has loaded at its start',
  'keystroke-vs-remote-dom': 'the mean of 21 keystrokes one after the other',
  'runtime-bytes-vs-remote-dom':
    'ours is what the host hands to a worker with its first panel; remote-dom’s polyfill and five elements, without a library for calls',
  'panel-bytes-vs-remote-dom': 'with what the worker draws with, on both sides',
};

/** Panels of ours beside those of remote-dom, both in the served sandbox frame. */
export async function measurePanelRows(bench: Bench, tools: Tools): Promise<Row[]> {
  const wanted = PANEL_ROW_IDS.filter((id) => bench.settings.rows.has(id));
  if (wanted.length === 0) return [];
  bench.tell('panels');
  const isSize = (id: string) => id.includes('-bytes-');
  const rows = [
    ...(wanted.every(isSize) ? [] : await measureTimes(bench)),
    ...(wanted.some(isSize) ? await measureBytes(tools) : []),
  ];
  return rows.filter(({ id }) => wanted.some((name) => name === id));
}

async function measureTimes({ settings, withPage }: Bench): Promise<Row[]> {
  const { steps, first } = await withPage(({ api }) =>
    api.measurePanels({
      budget: Number.POSITIVE_INFINITY,
      minRounds: settings.panelRounds.all,
      maxRounds: settings.panelRounds.all,
      sideRounds: settings.panelRounds.side,
      warmup: settings.quick ? 1 : WARMUP,
    }),
  );
  const firstOfWorker = compare(first, PEER);
  return (Object.entries(steps) as [keyof Cycle, Samples][]).map(([step, samples]) => {
    const id: PanelRowId = `${step}-vs-remote-dom`;
    const variants = variantsOf(samples);
    if (step === 'first-render' && firstOfWorker) variants[FIRST] = firstOfWorker;
    return createRow(id, 'frame', 'ms', samples, {
      variants,
      ...(NOTES[id] ? { note: NOTES[id] } : {}),
    });
  });
}

function variantsOf(samples: Samples): Record<string, Comparison> {
  const variants = {
    'ours through React': compare(samples, PEER, 'ours-react'),
    'beside it in a plain worker': compare(samples, 'remote-dom-plain'),
    'beside it over @quilted/threads': compare(samples, 'remote-dom-threads'),
  };
  return Object.fromEntries(
    Object.entries(variants).filter((entry): entry is [string, Comparison] => entry[1] !== undefined),
  );
}

async function measureBytes(tools: Tools): Promise<Row[]> {
  const { runtime, panel, alone } = await measurePanelSizes(tools);
  const samples = ({ ours, peer }: { ours: number; peer: number }): Samples => ({
    [OURS]: [ours],
    [PEER]: [peer],
  });
  const author = compare(samples(alone), PEER);
  return [
    sizeRow('runtime-bytes-vs-remote-dom', samples(runtime)),
    sizeRow(
      'panel-bytes-vs-remote-dom',
      samples(panel),
      author && { 'without it, which is what our author ships': author },
    ),
  ];
}

function sizeRow(id: PanelRowId, samples: Samples, variants?: Record<string, Comparison>): Row {
  return createRow(id, undefined, 'KB', samples, {
    ...(variants ? { variants } : {}),
    ...(NOTES[id] ? { note: NOTES[id] } : {}),
  });
}
