/**
 * @module
 * Tests of plugins: {@link createTestHost} runs one in plain Node, over the real wire and through the real gate.
 */

export { defineNamespace, type HostSide, type PluginSide } from '@fluxstudio/plugin-protocol/contract';
export type { ConsentAnswer } from './consent-desk.ts';
export { createTestHost } from './create-test-host.ts';
export {
  type AppNamespace,
  type ConsentRequest,
  type HostServices,
  implementNamespace,
  type LogEntry,
  type PanelEntry,
  type ServiceCall,
  type ToolbarEntry,
} from './host-source.ts';
export type { PluginSource } from './plugin-loader.ts';
export type { Denial, TestExtension, TestHost, TestHostOptions } from './test-host.ts';
export type { TestNotification } from './test-notification.ts';
export type { TestElement, TestPanel } from './test-panel.ts';
export type { RecordedCall, TestServices } from './test-services.ts';
export type { TestWebview } from './test-webview.ts';
