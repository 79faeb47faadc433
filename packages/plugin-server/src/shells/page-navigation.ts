/**
 * Whether a browser asks for a page of the app: then a mount such as `/plugins` leaves it to the app. The sandbox frame is a
 * navigation too, but it is ours. `path` is below the mount.
 */
export function isPageNavigation(method: string | undefined, accept: string | null, path: string): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return (accept ?? '').includes('text/html') && !/^\/runtime\/?(?:\?|$)/.test(path);
}
