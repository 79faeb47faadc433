/**
 * React components and hooks for `@fluxstudio/plugin-host`.
 *
 * @module
 */

export { applyTheme, type ThemeVariables } from './apply-theme.ts';
export { CommandPalette, type CommandPaletteProps } from './command-palette.tsx';
export { ConsentDialog, type ConsentDialogProps } from './consent-dialog.tsx';
export type { HostStartup } from './host-startup.ts';
export type { PaletteItem } from './palette-item.ts';
export { plainText } from './plain-text.ts';
export {
  type ContextMenuTarget,
  PluginContextMenu,
  type PluginContextMenuProps,
} from './plugin-context-menu.tsx';
export { PluginErrorBoundary, type PluginErrorBoundaryProps } from './plugin-error-boundary.tsx';
export { PluginHostProvider, type PluginHostProviderProps, usePluginHost } from './plugin-host-provider.tsx';
export { PluginIcon, type PluginIconProps } from './plugin-icon.tsx';
export { PluginManager, type PluginManagerProps, type PluginManagerTab } from './plugin-manager.tsx';
export { PluginMenu, type PluginMenuProps } from './plugin-menu.tsx';
export {
  PluginNotifications,
  type PluginNotificationsProps,
  type ShownToast,
} from './plugin-notifications.tsx';
export { PluginPermissionDialog, type PluginPermissionDialogProps } from './plugin-permission-dialog.tsx';
export { PluginSettingsDialog, type PluginSettingsDialogProps } from './plugin-settings-dialog.tsx';
export { PluginSettingsForm, type PluginSettingsFormProps } from './plugin-settings-form.tsx';
export { PluginStatusBar, type PluginStatusBarProps } from './plugin-status-bar.tsx';
export { PluginText, type PluginTextProps } from './plugin-text.tsx';
export { PluginToolbar, type PluginToolbarProps } from './plugin-toolbar.tsx';
export type { PluginOrigin } from './published-by.ts';
export type { PluginStrings, StringKey } from './strings/default-strings.ts';
export type { Text } from './strings/text.ts';
export { isThemeColor } from './theme-color.ts';
export { useActivity } from './use-activity.ts';
export { useCommands } from './use-commands.ts';
export { useConsent } from './use-consent.tsx';
export { useContributedThemes } from './use-contributed-themes.ts';
export { useInteractions } from './use-interactions.tsx';
export { type KeybindingsState, useKeybindings } from './use-keybindings.ts';
export { type MenuGroup, type MenuItem, type MenuTarget, useMenu } from './use-menu.ts';
export { type NotificationsOptions, useNotifications } from './use-notifications.tsx';
export { usePanels } from './use-panels.ts';
export { type PermissionPrompt, usePermissionPrompt } from './use-permission-prompt.tsx';
export { usePermissions } from './use-permissions.ts';
export { type PluginThemeOptions, usePluginTheme } from './use-plugin-theme.ts';
export { usePlugin, usePlugins } from './use-plugins.ts';
export type { CommandErrorHandler, PickedCommand } from './use-run-command.ts';
export { useStatusBar } from './use-status-bar.ts';
export { useToolbar } from './use-toolbar.ts';
