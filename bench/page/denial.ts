import { createIsolateSource } from '../../packages/plugin-host/src/sandbox/sandbox-options.ts';
import { connectPlugin } from '../ours/connect-plugin.ts';
import type { IsolationKind } from '../shared/isolation.ts';
import { type FrameRate, watchFrameRate } from './frame-rate.ts';
import { FRAME_URL } from './isolate.ts';

/** What a hostile plugin does once it is active. */
const ATTACKS = {
  'infinite loop': 'for (;;);',
  'a million notifications in one turn': 'for (let i = 0; i < 1e6; i++) api.bench.tick(i);',
  'a flood that does not stop':
    'const flood = () => { for (let i = 0; i < 2_000; i++) api.bench.tick(i); setTimeout(flood) }; flood();',
  'a million calls in one turn': 'for (let i = 0; i < 1e6; i++) api.bench.add(i, 1).catch(() => {});',
  'a gigabyte of its own':
    'const kept = []; for (let i = 0; i < 16; i++) kept.push(new Uint8Array(2 ** 26).fill(1));',
  'a gigabyte in one message':
    'api.bench.clone(Array.from({ length: 16 }, () => new Uint8Array(2 ** 26))).catch(() => {});',
  'a message of a million objects':
    'api.bench.clone(Array.from({ length: 1e6 }, (_, i) => ({ i }))).catch(() => {});',
  'a chain of promises without end':
    'const next = () => Promise.resolve().then(next); for (let i = 0; i < 100; i++) next();',
} as const;

export type Attack = keyof typeof ATTACKS;

export interface DenialReport extends FrameRate {
  attack: Attack;
  isolation: IsolationKind;
  /** The same page just before, with the plugin idle. */
  baseline: FrameRate;
  /** What became of the plugin while it was watched. */
  outcome: string;
}

const SETTLE = 300;
const START = 'app:tick';

export const attackNames = (): Attack[] => Object.keys(ATTACKS) as Attack[];

/** Watches the page while a plugin attacks it under the default limits. */
export async function measureDenial(
  attack: Attack,
  isolation: IsolationKind,
  milliseconds: number,
): Promise<DenialReport> {
  const source = createIsolateSource(
    isolation === 'worker' ? { isolation } : { frameUrl: FRAME_URL, size: 0 },
  );
  const code = `export function activate(context, api) { api.events.on('${START}', () => { ${ATTACKS[attack]} }) }`;
  const { sandbox, remote } = await connectPlugin(source.take, code);
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
  const baseline = await watchFrameRate(1_000);
  const begin = performance.now();
  let closedAfter: number | undefined;
  sandbox.onDidClose(() => {
    closedAfter = performance.now() - begin;
  });
  remote.tick(0);
  const rate = await watchFrameRate(milliseconds);
  const outcome = sandbox.closed
    ? `ended after ${Math.round(closedAfter ?? 0)} ms: ${sandbox.closed.code}`
    : 'still runs';
  sandbox.dispose();
  source.dispose();
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
  return { attack, isolation, ...rate, baseline, outcome };
}
