import type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
import { describe, expect, it } from 'vitest';
import type { PluginModule } from '../plugin-api.ts';
import { Button, Checkbox, Stack, Text } from '../ui/components.ts';
import { h } from '../ui/h.ts';
import type { PanelChildren, PanelRender } from '../ui/panel-types.ts';
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
    api.commands.register('ask-badly', async () =>
      api.ui.showModal(() => {
        throw new Error('no question');
      }),
    );
    api.ui.registerPanel({ id: 'fragile', title: 'Fragile', location: 'sidebar' }, (root) => {
      const breakIt = () => root.append({ type: 'Button', props: { onClick: () => undefined } });
      root.append(h(Button, { onPress: breakIt }, 'Break'));
    });
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
    'The panel has no Button called “Remove”. Of Button there is: “Add”',
  );
});

it('a dialog resolves with its result', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const asked = host.runCommand('ask');
  const dialog = await host.openedModal();
  await dialog.find('Button', 'Blue').press();
  expect(await asked).toBe('blue');
});

describe('what there is not', () => {
  const drawing = (draw: PanelRender): PluginModule => ({
    activate(_, api) {
      api.ui.registerPanel({ id: 'main', title: 'Main', location: 'sidebar' }, draw);
    },
  });

  it.each<readonly [() => PanelChildren, ElementName, string | undefined, string]>([
    [() => undefined, 'Button', undefined, 'The panel has no Button: nothing is drawn yet'],
    [
      () => h(Stack, null, h(Text, null, 'Hi'), h(Text, null, 'Ho')),
      'Button',
      'Add',
      'The panel has no Button called “Add”: there are only Stack, Text',
    ],
    [
      () => [h(Button, null, 'Add'), h(Button, { label: 'More' }, '+'), h(Button, null)],
      'Button',
      'Remove',
      'The panel has no Button called “Remove”. Of Button there are: “Add”, “More” or “+”, one without a name',
    ],
    [
      () => [h(Button, null, 'Add'), h(Button, null, 'Remove')],
      'Button',
      undefined,
      "The panel has 2 elements Button: say which, as in find('Button', 'its label'). Of Button there are: “Add”, “Remove”",
    ],
    [
      () => [h(Button, null, 'Add'), h(Button, null, 'Add')],
      'Button',
      'Add',
      "The panel has 2 elements Button called “Add”: take one of findAll('Button'). Of Button there are: “Add”, “Add”",
    ],
  ])('is told with what there is', async (draw, name, called, message) => {
    await using host = await createTestHost({ plugin: drawing((root) => root.append(draw())), manifest });
    const panel = await host.openPanel('main');
    expect(() => panel.find(name, called)).toThrow(message);
  });
});

describe('a panel that has stopped', () => {
  it('is not opened: the reason is thrown', async () => {
    await using host = await createTestHost({ plugin, manifest });
    await expect(host.openPanel('broken')).rejects.toMatchObject({
      code: 'PANEL_FAILED',
      message: 'no paint',
    });
    await expect(host.openPanel('odd')).rejects.toMatchObject({
      code: 'INVALID_PANEL',
      message: expect.stringContaining('There is no element “Blink”'),
    });
    await expect(host.openPanel('none')).rejects.toThrow('There is no panel none. Panels: notes.main');
  });

  it('says what has stopped it, whatever is done with it', async () => {
    await using host = await createTestHost({ plugin, manifest });
    const panel = await host.openPanel('fragile');
    const button = panel.find('Button', 'Break');
    await button.press();
    const error = { code: 'INVALID_PANEL', message: expect.stringContaining('has no property “onClick”') };
    expect(panel.status).toMatchObject({ state: 'stopped', error });
    for (const look of [() => panel.find('Button'), () => panel.findAll('Text'), () => panel.text])
      expect(look).toThrow(expect.objectContaining(error));
    await expect(button.press()).rejects.toMatchObject(error);
    await expect(panel.setVisible(false)).rejects.toMatchObject(error);
    await panel.close();
  });

  it('is no dialog', async () => {
    await using host = await createTestHost({ plugin, manifest });
    const asked = host.runCommand('ask-badly').catch(() => undefined);
    await expect(host.openedModal()).rejects.toMatchObject({ code: 'PANEL_FAILED', message: 'no question' });
    await asked;
  });
});

it('a panel that is closed is not there for anybody', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const panel = await host.openPanel('main');
  const button = panel.find('Button');
  await panel.close();
  expect(panel.status).toEqual({ state: 'closed' });
  expect(() => panel.find('Button')).toThrow('The panel is closed');
  await expect(button.press()).rejects.toMatchObject({ code: 'DISPOSED' });
});
