import { render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ConsentDialog } from './consent/consent-dialog.tsx';
import { PluginGrantsDialog } from './consent/plugin-grants-dialog.tsx';
import { PluginPermissionDialog } from './consent/plugin-permission-dialog.tsx';
import { HOSTILE_STRINGS } from './hostile-strings.ts';
import { PluginHostProvider } from './plugin-host-provider.tsx';
import { SettingsDialogPart } from './settings/settings-part.tsx';
import { cleanup, createTestHost, testManifest } from './test-host.tsx';
import { ErrorNote } from './ui/error-note.tsx';
import { PluginText } from './ui/plugin-text.tsx';

afterEach(cleanup);

const TYPES = ['string', 'number', 'boolean', 'select', 'multiselect', 'color', 'file'] as const;

/** As a registry that checks nothing would hand it over: every text of a manifest is the hostile one. */
async function renderEach(text: string) {
  const settings = {
    title: text,
    properties: Object.fromEntries(
      TYPES.map((type) => [
        type,
        { type, title: text, description: text, enum: [{ value: 1, label: text }], default: null },
      ]),
    ),
  };
  const manifest = {
    ...testManifest({ permissions: ['storage', 'network', 'ai'], optionalPermissions: ['files:read'] }),
    name: text,
    description: text,
    version: text,
    icon: text,
    author: { name: text },
    publisher: text,
    permissions: ['storage', 'network', text],
    permissionReasons: { storage: text, network: text, ai: text },
    network: { hosts: [text, `*.${text}`], reason: text },
    settings,
  };
  const { host } = await createTestHost([manifest]);
  const [plugin] = host.registry.getAllPlugins();
  if (!plugin) throw new Error('not installed');
  const own = { ...host, appPermissions: new Map([[text, { title: text, description: 'Of the app.' }]]) };
  const request = {
    plugin: manifest,
    permissions: manifest.permissions,
    reasons: manifest.permissionReasons,
    hosts: manifest.network.hosts,
  };
  const nothing = () => undefined;
  const places: Record<string, ReactElement> = {
    install: <PluginPermissionDialog manifest={manifest} onApprove={nothing} onCancel={nothing} />,
    request: <ConsentDialog request={{ ...request, occasion: 'request' }} onDecide={nothing} />,
    update: <ConsentDialog request={{ ...request, occasion: 'update' }} onDecide={nothing} />,
    grants: <PluginGrantsDialog plugin={plugin} onClose={nothing} onSaved={nothing} />,
    settings: <SettingsDialogPart plugin={plugin} onClose={nothing} />,
    error: <ErrorNote message={text} />,
    text: <PluginText text={text} truncate />,
  };
  return { own, places };
}

const ELEMENTS = new Set(
  'aside bdi button code details dialog div ellipse fieldset footer form h2 h3 h4 header input label legend li option p path circle rect g section select span summary svg ul'.split(
    ' ',
  ),
);

describe.each(Object.entries(HOSTILE_STRINGS))('%s', (_kind, text) => {
  let parts: Awaited<ReturnType<typeof renderEach>>;
  beforeAll(async () => {
    parts = await renderEach(text);
  });

  it.each(['install', 'request', 'update', 'grants', 'settings', 'error', 'text'])('in %s', (place) => {
    const { baseElement } = render(
      <PluginHostProvider host={parts.own}>{parts.places[place]}</PluginHostProvider>,
    );
    expect(baseElement.textContent?.length).toBeGreaterThan(0);
    const elements = [...baseElement.querySelectorAll('div > *, div > * *')];
    expect(elements.length).toBeGreaterThan(0);
    for (const element of elements) {
      expect(ELEMENTS).toContain(element.localName);
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^on/);
        expect(value).not.toMatch(/^\s*javascript:/i);
        if (name !== 'class' && name !== 'd') expect(value.length).toBeLessThanOrEqual(700);
        expect(value).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
      }
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) expect(node.textContent?.length).toBeLessThanOrEqual(500);
    }
    expect(baseElement.textContent).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    expect(Reflect.has(globalThis, 'hacked')).toBe(false);
    if (place === 'text') expect(screen.queryByRole('dialog')).toBeNull();
  });
});
