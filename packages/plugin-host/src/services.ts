import type { NewProject, Project } from '@fluxstudio/plugin-protocol/api/projects';

/** Who speaks: shown with everything a plugin raises, so that it cannot pose as the app. */
export interface PluginIdentity {
  readonly id: string;
  readonly name: string;
  readonly icon?: string;
}

export interface NotificationAction {
  /** Plain text. */
  readonly label: string;
  /** Runs the plugin's code. Rejects when that code throws or the plugin is gone. */
  run(): Promise<unknown>;
}

/** A toast a plugin asks for. Every string is plain text: an app whose toast renders HTML must escape it. */
export interface HostNotification {
  readonly plugin: PluginIdentity;
  readonly type: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly message?: string;
  /** Milliseconds; 0 means until closed; absent means the app's usual time. */
  readonly duration?: number;
  readonly actions: readonly NotificationAction[];
  /** Aborted when the plugin stops: close the toast, its actions no longer work. */
  readonly signal: AbortSignal;
}

export interface NotificationService {
  /** Shows it and returns. A returned promise tells when the toast is gone, so that its actions can be released. */
  show(notification: HostNotification): void | Promise<void>;
}

export interface ProjectService {
  getCurrent(): Promise<Project | null> | Project | null;
  getAll(): Promise<Project[]> | Project[];
  open(id: string): Promise<void> | void;
  create(project: NewProject): Promise<Project> | Project;
}

/**
 * What the embedding app lends to plugins. Each service is optional: a plugin that calls an absent one gets
 * `NOT_SUPPORTED`.
 */
export interface HostServices {
  notifications?: NotificationService;
  projects?: ProjectService;
}
