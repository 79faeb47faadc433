import { createTestHost } from '@fluxstudio/plugin-sdk/testing';
import { expect, it } from 'vitest';
import manifest from '../plugin.json' with { type: 'json' };
import plugin from './main.ts';

it('keeps a palette, and says how many there are', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const panel = await host.openPanel('palette');
  const told = () => panel.findAll('Text').flatMap(({ props, text }) => (props.live ? [text] : []));
  expect(told()).toEqual(['']);
  expect(panel.find('Empty').props.title).toBe('Nothing kept yet');

  await panel.find('ColorPicker').input('#14213d');
  await panel.find('Button', 'Keep this palette').press();
  await host.until(() => told().join() === '1 on this device, newest first.');
  expect(panel.find('List', 'Kept palettes').props.items).toMatchObject([{ color: '#14213d' }]);
});

it('shows what the commands of the plugin change', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const panel = await host.openPanel('palette');
  const told = () => panel.findAll('Text').find(({ props }) => props.live)?.text;
  await host.runCommand('generate');
  await host.until(() => told() === '1 on this device, newest first.');
  await host.runCommand('forget');
  await host.until(() => told() === '');
  expect(panel.find('Empty').props.title).toBe('Nothing kept yet');
});
