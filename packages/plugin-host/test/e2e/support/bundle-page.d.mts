/** The script of the page that is killed. */
export function bundlePage(): Promise<string>;
