import { type InterleaveOptions, interleave, type Samples } from '../page/interleave.ts';
import { defineHostElements } from './host-elements.ts';
import { openOurs, type RunningPlugin, startPlugin } from './open-ours.ts';
import { openReact } from './open-react.ts';
import { openRemoteDom, openRemoteDomThreads } from './open-remote-dom.ts';
import type { PanelContender } from './panel-contender.ts';
import { type Cycle, openPanel, runCycle } from './panel-cycle.ts';
import { watchFields } from './watch-dom.ts';

/** Values of each step, by contender. */
export type PanelSamples = Record<keyof Cycle, Samples>;

export interface MeasuredPanels {
  readonly steps: PanelSamples;
  /** As `first-render`, of the first panel of each worker. */
  readonly first: Samples;
}

/** Milliseconds in which a worker that has started comes to rest. */
const REST = 150;

/** Opens and uses the panel in turns: what is measured in one round was measured within a second. */
export async function measurePanels(options: InterleaveOptions): Promise<MeasuredPanels> {
  const fields = watchFields();
  defineHostElements();
  const plugin = await startPlugin();
  const contenders = {
    ours: openOurs(plugin),
    'remote-dom': await openRemoteDom('frame'),
    'ours-react': openReact(plugin),
    'remote-dom-plain': await openRemoteDom('worker'),
    'remote-dom-threads': await openRemoteDomThreads('frame'),
  };
  const steps = {} as PanelSamples;
  const counted = await interleave(
    Object.entries(contenders).map(([name, contender]) => ({
      name,
      side: name !== 'ours' && name !== 'remote-dom',
      async measure() {
        const cycle = await runCycle(contender, fields);
        for (const [step, value] of Object.entries(cycle) as [keyof Cycle, number][]) {
          steps[step] ??= {};
          steps[step][name] ??= [];
          steps[step][name].push(value);
        }
        return cycle['first-render'];
      },
    })),
    options,
  );
  for (const contender of Object.values(contenders)) contender.dispose();
  const first = await measureFirst(plugin, options);
  await plugin.host.dispose();
  for (const step of Object.values(steps))
    for (const [name, values] of Object.entries(step))
      values.splice(0, values.length - (counted[name]?.length ?? 0));
  return { steps, first };
}

/** Each in a worker of its own that has done nothing yet. */
async function measureFirst(plugin: RunningPlugin, options: InterleaveOptions): Promise<Samples> {
  const measure = async (contender: PanelContender) => {
    await new Promise((resolve) => setTimeout(resolve, REST));
    const { milliseconds, close } = await openPanel(contender);
    close();
    contender.dispose();
    return milliseconds;
  };
  return interleave(
    [
      { name: 'ours', measure: () => plugin.restart().then(() => measure(openOurs(plugin))) },
      { name: 'remote-dom', measure: () => openRemoteDom('frame').then(measure) },
    ],
    { ...options, minRounds: options.sideRounds, maxRounds: options.sideRounds },
  );
}
