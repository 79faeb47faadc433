import { systemClock } from '@fluxstudio/plugin-protocol/rpc/deadlines';
import { expect } from 'chai';
import { loadPanelLayout } from '../../src/panels/panel-layout.ts';
import { createHostValues, type HostValues } from '../../src/storage/host-values.ts';

const PANELS = 20;

/** With a connection of its own, as each tab has one. */
async function openTab(user: string) {
  const values = createHostValues(user);
  let left = PANELS / 2;
  let finish = () => {};
  const written = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const counted: HostValues = {
    read: values.read,
    async update(key, change) {
      await values.update(key, change);
      if (--left === 0) finish();
    },
  };
  return { layout: await loadPanelLayout(counted, systemClock, () => undefined), written };
}

describe('the arrangement of panels', () => {
  it('keeps what two tabs of a user change at the same moment', async () => {
    const user = crypto.randomUUID();
    const tabs = await Promise.all([0, 1].map(() => openTab(user)));
    const panels = Array.from({ length: PANELS }, (_, at) => `plugin.panel-${at}`);
    for (const [at, panel] of panels.entries()) tabs[at % 2]?.layout.set(panel, { height: 100 + at });
    await Promise.all(tabs.map(({ written }) => written));

    const later = await loadPanelLayout(createHostValues(user), systemClock, () => undefined);
    expect([...later.getSnapshot().keys()].sort()).to.deep.equal([...panels].sort());
  });
});
