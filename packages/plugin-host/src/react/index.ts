/**
 * React components and hooks for `@fluxstudio/plugin-host`.
 *
 * @module
 */

export type { ElementName } from '@fluxstudio/plugin-protocol/panel/elements';
export type { PanelNode } from '../panels/panel-node.ts';
export type { PanelView } from '../panels/panel-view.ts';
export { ConsentDialog, type ConsentDialogProps } from './consent/consent-dialog.tsx';
export {
  PluginPermissionDialog,
  type PluginPermissionDialogProps,
} from './consent/plugin-permission-dialog.tsx';
export { useConsent } from './consent/use-consent.tsx';
export { type PermissionPrompt, usePermissionPrompt } from './consent/use-permission-prompt.tsx';
export { applyTheme, type ThemeVariables } from './contributions/apply-theme.ts';
export { CommandPalette, type CommandPaletteProps } from './contributions/command-palette.tsx';
export type { PaletteItem } from './contributions/palette-item.ts';
export {
  type ContextMenuTarget,
  PluginContextMenu,
  type PluginContextMenuProps,
} from './contributions/plugin-context-menu.tsx';
export { PluginMenu, type PluginMenuProps } from './contributions/plugin-menu.tsx';
export { PluginStatusBar, type PluginStatusBarProps } from './contributions/plugin-status-bar.tsx';
export { PluginToolbar, type PluginToolbarProps } from './contributions/plugin-toolbar.tsx';
export { isThemeColor } from './contributions/theme-color.ts';
export { useCommands } from './contributions/use-commands.ts';
export { useContributedThemes } from './contributions/use-contributed-themes.ts';
export { type KeybindingsState, useKeybindings } from './contributions/use-keybindings.ts';
export { type MenuGroup, type MenuItem, type MenuTarget, useMenu } from './contributions/use-menu.ts';
export { usePanels } from './contributions/use-panels.ts';
export { type PluginThemeOptions, usePluginTheme } from './contributions/use-plugin-theme.ts';
export type { CommandErrorHandler, PickedCommand } from './contributions/use-run-command.ts';
export { useStatusBar } from './contributions/use-status-bar.ts';
export { useToolbar } from './contributions/use-toolbar.ts';
export type { HostStartup } from './host-startup.ts';
export { PluginManager, type PluginManagerProps, type PluginManagerTab } from './manager/plugin-manager.tsx';
export { useActivity } from './manager/use-activity.ts';
export type { ElementMap, ElementProps, ElementPropsOf } from './panels/element-map.ts';
export { PluginOutlet, type PluginOutletProps } from './panels/plugin-outlet.tsx';
export { PluginPanel, type PluginPanelProps } from './panels/plugin-panel.tsx';
export { PluginHostProvider, type PluginHostProviderProps, usePluginHost } from './plugin-host-provider.tsx';
export {
  PluginNotifications,
  type PluginNotificationsProps,
  type ShownToast,
} from './questions/plugin-notifications.tsx';
export { useInteractions } from './questions/use-interactions.tsx';
export { useModals } from './questions/use-modals.tsx';
export { type NotificationsOptions, useNotifications } from './questions/use-notifications.tsx';
export { PluginSettingsDialog, type PluginSettingsDialogProps } from './settings/plugin-settings-dialog.tsx';
export { PluginSettingsForm, type PluginSettingsFormProps } from './settings/plugin-settings-form.tsx';
export type { PluginStrings, StringKey } from './strings/default-strings.ts';
export type { Text } from './strings/text.ts';
export { plainText } from './ui/plain-text.ts';
export { PluginErrorBoundary, type PluginErrorBoundaryProps } from './ui/plugin-error-boundary.tsx';
export { PluginIcon, type PluginIconProps } from './ui/plugin-icon.tsx';
export { PluginText, type PluginTextProps } from './ui/plugin-text.tsx';
export type { PluginOrigin } from './ui/published-by.ts';
export { usePermissions } from './use-permissions.ts';
export { usePlugin, usePlugins } from './use-plugins.ts';
