import { type HostStartup, PluginManager } from '@fluxstudio/plugin-host/react';
import { PageHeader } from '../layout/page-header.tsx';

export function PluginsPage({ startup }: { readonly startup: HostStartup }) {
  return (
    <>
      <PageHeader
        title="Plugins"
        description="Each runs in a sandbox of its own and can only do what you allow."
      />
      <PluginManager startup={startup} />
    </>
  );
}
