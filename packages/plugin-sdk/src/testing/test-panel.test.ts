import { expect, it } from 'vitest';
import type { PluginModule } from '../plugin-api.ts';
import { Button, Checkbox, Stack, Text } from '../ui/components.ts';
import { h } from '../ui/h.ts';
import { createTestHost } from './create-test-host.ts';

const manifest = { id: 'notes', permissions: ['ui', 'commands'] };

const plugin: PluginModule = {
  activate(_, api) {
    api.ui.registerPanel({ id: 'main', title: 'Notes', location: 'sidebar' }, (root, panel) => {
      const notes = panel.getState<string[]>() ?? [];
      const list = panel.document.createElement('Stack');
      const field = panel.document.createElement('TextField');
      const draw = () => list.replaceChildren(notes.map((note) => h(Text, null, note)));
      field.setAttribute('label', 'Note');
      field.addEventListener('input', (event) => {
        event.target.value = String(event.value).toUpperCase();
      });
      const add = () => {
        notes.push(String(field.value));
        panel.setState(notes);
        field.value = '';
        draw();
      };
      root.append(
        h(Stack, null, field, h(Button, { onPress: add }, 'Add'), h(Checkbox, { label: 'Done' }), list),
      );
      draw();
    });
    api.commands.register('ask', async () =>
      api.ui.showModal<string>((root, panel) => {
        root.append(h(Button, { onPress: () => panel.close('blue') }, 'Blue'));
      }),
    );
    api.ui.registerPanel({ id: 'broken', title: 'Broken', location: 'sidebar' }, () => {
      throw new Error('no paint');
    });
    api.ui.registerPanel({ id: 'odd', title: 'Odd', location: 'sidebar' }, (root) => {
      root.append({ type: 'Blink', props: {} });
    });
  },
};

it('a panel is drawn, used, and finds its state again', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const panel = await host.openPanel('main');
  await panel.find('TextField', 'Note').input('buy milk');
  expect(panel.find('TextField').props.value).toBe('BUY MILK');
  await panel.find('Button', 'Add').press();
  expect(panel.text).toBe('Add\nBUY MILK');
  expect(panel.find('TextField').props.value).toBe('');
  await panel.close();

  const again = await host.openPanel('main');
  expect(again.findAll('Text').map(({ text }) => text)).toEqual(['BUY MILK']);
  expect(() => again.find('Button', 'Remove')).toThrow(
    'no Button called “Remove”. Of Button there are: “Add”',
  );
});

it('a dialog resolves with its result', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const asked = host.runCommand('ask');
  const dialog = await host.openedModal();
  await dialog.find('Button', 'Blue').press();
  expect(await asked).toBe('blue');
});

it('a panel that throws, or draws what there is not, says so', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const broken = await host.openPanel('broken');
  expect(broken.status).toMatchObject({
    state: 'stopped',
    error: { code: 'PANEL_FAILED', message: 'no paint' },
  });
  const odd = await host.openPanel('odd');
  expect(odd.status).toMatchObject({ state: 'stopped', error: { code: 'INVALID_PANEL' } });
  await expect(host.openPanel('none')).rejects.toThrow('There is no panel none. Panels: notes.main');
});
