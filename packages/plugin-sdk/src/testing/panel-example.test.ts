import { expect, it } from 'vitest';
import { definePlugin } from '../index.ts';
import { Button, Checkbox, Form, h } from '../ui/index.ts';
import { createTestHost } from './index.ts';

const manifest = { id: 'shopping', permissions: ['ui'] };

const plugin = definePlugin({
  activate({ log, subscriptions }, api) {
    const things: { id: string; title: string }[] = [];
    subscriptions.push(
      api.ui.registerPanel({ id: 'list', title: 'Shopping', location: 'sidebar' }, (root, panel) => {
        const field = panel.document.createElement('TextField');
        const list = panel.document.createElement('List');
        field.setAttribute('label', 'Thing');
        list.addEventListener('select', ({ id }) => log.info('chosen', id));
        const add = () => {
          const thing = String(field.value);
          if (thing === 'gold') throw new Error('Too dear');
          things.push({ id: thing, title: thing });
          list.setAttribute('items', [...things]);
          field.value = '';
        };
        const hurry = ({ checked }: { checked?: boolean }) => log.info('hurry', checked);
        root.append(
          h(Form, { onSubmit: add }, field, h(Button, { type: 'submit' }, 'Add')),
          h(Checkbox, { label: 'Hurry', onChange: hurry }),
          list,
          h(Button, { disabled: true, onPress: () => log.info('sent') }, 'Send'),
        );
      }),
    );
  },
});

it('keeps a list', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const panel = await host.openPanel('list');
  await panel.find('TextField', 'Thing').input('milk');
  await panel.find('Button', 'Add').press();
  await panel.find('Checkbox', 'Hurry').change(true);
  await panel.find('List').send('select', { id: 'milk' });

  expect(panel.find('List').props.items).toEqual([{ id: 'milk', title: 'milk' }]);
  expect(host.logs.map(({ args }) => args)).toEqual([
    ['hurry', true],
    ['chosen', 'milk'],
  ]);
});

it('says why something cannot be done', async () => {
  await using host = await createTestHost({ plugin, manifest });
  const panel = await host.openPanel('list');
  await expect(panel.find('Button', 'Send').press()).rejects.toThrow('Button “Send” is disabled');
  await expect(panel.find('Checkbox').press()).rejects.toThrow('has no event “press”: use change(value)');

  await panel.find('TextField').input('gold');
  await panel.find('TextField').send('submit');
  expect(host.faults).toMatchObject([{ message: 'Too dear' }]);
});
