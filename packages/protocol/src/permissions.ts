/** What a manifest can ask for, with the refinements each name has. Source: the permission table of the API reference. */
export const PERMISSIONS = {
  storage: [],
  projects: ['read', 'write'],
  files: ['read', 'write'],
  network: [],
  notifications: [],
  commands: [],
  ui: [],
  webview: [],
  ai: [],
  collaboration: [],
  system: [],
} as const satisfies Record<string, readonly string[]>;

type Names = typeof PERMISSIONS;
type Refined = { [N in keyof Names]: `${N}:${Names[N][number]}` }[keyof Names];

/** A permission name, plain (`files`) or refined (`files:read`). */
export type Permission = keyof Names | Refined;

/** Every permission, plain ones before their refinements. */
export const ALL_PERMISSIONS: readonly Permission[] = Object.entries(PERMISSIONS).flatMap(
  ([name, refinements]) => [
    name as Permission,
    ...refinements.map((refinement) => `${name}:${refinement}` as Permission),
  ],
);

const KNOWN: ReadonlySet<string> = new Set(ALL_PERMISSIONS);

export function isPermission(value: unknown): value is Permission {
  return typeof value === 'string' && KNOWN.has(value);
}

/** The form of every permission, an app's own included. */
export const PERMISSION_NAME = /^[a-z][a-z0-9-]{0,63}(?::[a-z][a-z0-9-]{0,63})?$/;

/**
 * Whether a manifest may ask for it: one of {@link PERMISSIONS}, or a name that an app may have given to a namespace of its own.
 * Only the app knows those, so a plugin that asks for one it does not have is refused when it is installed.
 */
export function isPermissionName(value: unknown): value is string {
  if (typeof value !== 'string' || !PERMISSION_NAME.test(value)) return false;
  const [base = ''] = value.split(':');
  return isPermission(value) || !Object.hasOwn(PERMISSIONS, base);
}

/** Whether `granted` covers `needed`: the same name, or the plain name of a refinement. `files:read` never covers `files`. */
export function covers(granted: readonly string[], needed: string): boolean {
  if (granted.includes(needed)) return true;
  const colon = needed.indexOf(':');
  return colon > 0 && granted.includes(needed.slice(0, colon));
}
