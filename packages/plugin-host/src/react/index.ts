/**
 * React components and hooks for `@fluxstudio/plugin-host`.
 *
 * @module
 */
export { CommandPalette, type CommandPaletteProps } from './command-palette.tsx';
export { ConsentDialog, type ConsentDialogProps } from './consent-dialog.tsx';
export type { HostStartup } from './host-startup.ts';
export type { PaletteItem } from './palette-item.ts';
export { PluginHostProvider, type PluginHostProviderProps, usePluginHost } from './plugin-host-provider.tsx';
export { PluginIcon, type PluginIconProps } from './plugin-icon.tsx';
export { PluginManager, type PluginManagerProps, type PluginManagerTab } from './plugin-manager.tsx';
export { PluginPermissionDialog, type PluginPermissionDialogProps } from './plugin-permission-dialog.tsx';
export { PluginSettingsDialog, type PluginSettingsDialogProps } from './plugin-settings-dialog.tsx';
export { PluginSettingsForm, type PluginSettingsFormProps } from './plugin-settings-form.tsx';
export { PluginText, type PluginTextProps } from './plugin-text.tsx';
export type { PluginStrings, StringKey } from './strings/default-strings.ts';
export type { Text } from './strings/text.ts';
export { useCommands } from './use-commands.ts';
export { useConsent } from './use-consent.tsx';
export { type PermissionPrompt, usePermissionPrompt } from './use-permission-prompt.tsx';
export { usePlugin, usePlugins } from './use-plugins.ts';
