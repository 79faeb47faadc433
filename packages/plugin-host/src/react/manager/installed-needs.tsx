import { PluginError } from '@fluxstudio/plugin-protocol/errors';
import type { PluginManifest } from '@fluxstudio/plugin-protocol/manifest/manifest';
import type { PluginInstance } from '../../registry/plugin-instance.ts';
import { usePermissionPrompt } from '../consent/use-permission-prompt.tsx';
import { usePluginHost } from '../plugin-host-provider.tsx';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { plainText } from '../ui/plain-text.ts';
import { originOf } from '../ui/published-by.ts';
import { useAsyncAction } from '../ui/use-async-action.ts';
import { usePlugins } from '../use-plugins.ts';

/** Something a plugin depends on that does not run. */
interface Need {
  readonly id: string;
  readonly kind: 'missing' | 'off' | 'failed';
  readonly name: string;
}

/** What of its dependencies does not run. */
function needsOf({ dependencies = {} }: PluginManifest, plugins: readonly PluginInstance[]): Need[] {
  return Object.keys(dependencies).flatMap((id): Need[] => {
    const other = plugins.find(({ manifest }) => manifest.id === id);
    if (!other) return [{ id, kind: 'missing', name: id }];
    const name = plainText(other.manifest.name, 60);
    if (other.state === 'error' || other.state === 'disabled') return [{ id, kind: 'failed', name }];
    return other.enabled ? [] : [{ id, kind: 'off', name }];
  });
}

export interface InstalledNeedsProps {
  readonly manifest: PluginManifest;
  /** One of them was installed or activated. */
  onMet(): void;
}

/** What a plugin needs and does not have, with a way to get it. */
export function InstalledNeeds({ manifest, onMet }: InstalledNeedsProps) {
  const { text } = useStrings();
  const { registry, backend } = usePluginHost();
  const [askPermission, permissionDialog] = usePermissionPrompt();
  const { pending, error, run } = useAsyncAction<string>();
  const needs = needsOf(manifest, usePlugins());
  if (needs.length === 0) return null;
  const find = backend.getMarketplacePlugin?.bind(backend);

  const install = async ({ id, name }: Need) => {
    let installed = false;
    await run(id, async () => {
      const found = await find?.(id);
      if (!found) throw new PluginError('NOT_FOUND', text('needs.gone', { name }));
      const permissions = await askPermission(found.manifest, originOf(found));
      if (!permissions) return;
      await registry.install(found.manifest, { permissions });
      installed = true;
    });
    if (installed) onMet();
  };
  const activate = async ({ id }: Need) => {
    if (await run(id, () => registry.activate(id))) onMet();
  };

  return (
    <div className="mt-2">
      <p>{text('needs.intro')}</p>
      <ul className="mt-1 space-y-1.5">
        {needs.map((need) => (
          <li key={need.id} className="flex flex-wrap items-center gap-2 [overflow-wrap:anywhere]">
            {text(`needs.${need.kind}`, { name: need.name })}
            {need.kind === 'missing' && find && (
              <Button onClick={() => install(need)} busy={pending === need.id} className="!whitespace-normal">
                {text('needs.install', { name: need.name })}
              </Button>
            )}
            {need.kind === 'off' && (
              <Button
                onClick={() => activate(need)}
                busy={pending === need.id}
                className="!whitespace-normal"
              >
                {text('needs.activate', { name: need.name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {error && (
        <p role="status" className="mt-1 [overflow-wrap:anywhere]">
          {plainText(error)}
        </p>
      )}
      {permissionDialog}
    </div>
  );
}
