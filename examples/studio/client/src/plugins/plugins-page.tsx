import { type HostStartup, PluginManager } from '@fluxstudio/plugin-host/react';
import { PageHeader } from '../layout/page-header.tsx';

export interface PluginsPageProps {
  readonly startup: HostStartup;
  onSignIn(): void;
}

export function PluginsPage({ startup, onSignIn }: PluginsPageProps) {
  return (
    <>
      <PageHeader
        title="Plugins"
        description="Each runs in a sandbox of its own and can only do what you allow."
      />
      <PluginManager startup={startup} onSignIn={onSignIn} />
    </>
  );
}
