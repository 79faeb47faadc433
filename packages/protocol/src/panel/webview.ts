/** What the page tells the plugin of a webview that shows one of its documents: its number among those of the plugin, what it is, and more. */
export type WebviewMessage =
  | readonly [view: number, kind: 'open' | 'visible', visible: boolean]
  | readonly [view: number, kind: 'message', message: unknown]
  | readonly [view: number, kind: 'close'];

/** How a webview looks, so that its document can look like the app. */
export interface WebviewTheme {
  readonly kind: 'light' | 'dark';
  /** CSS custom properties, such as `--flux-background`. */
  readonly variables: Readonly<Record<`--flux-${string}`, string>>;
}

/** What the first script of the document finds written on itself. */
export interface WebviewOpening {
  readonly theme: WebviewTheme;
  readonly visible: boolean;
  /** What an earlier view of it left, as JSON. */
  readonly state: string | undefined;
}

/** From the document to the page, by the port of the webview. Whatever comes is taken for hostile. */
export type FromWebview =
  | readonly [kind: 'ready']
  | readonly [kind: 'message', message: unknown]
  /** As JSON. */
  | readonly [kind: 'state', state: string]
  | readonly [kind: 'close', result: unknown];

export type ToWebview =
  | readonly [kind: 'message', message: unknown]
  | readonly [kind: 'theme', theme: WebviewTheme]
  | readonly [kind: 'visible', visible: boolean];
