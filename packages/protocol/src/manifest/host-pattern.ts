/**
 * What a plugin may connect to, as its manifest names it: `api.example.com`, `*.example.com` (every host under it, not itself),
 * `https://api.example.com:8443`, `http://localhost:3000`, or `*` for every host. Without a scheme it is `https`, without a port
 * the scheme's own.
 */
const PATTERN =
  /^(?:(https?):\/\/)?(\*|(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/;

export function isHostPattern(pattern: string): boolean {
  return PATTERN.test(pattern) && URL.canParse(toUrl(pattern));
}

/** The address of one host within a pattern. */
function toUrl(pattern: string): string {
  const address = pattern.replace('*', 'any');
  return address.includes('://') ? address : `https://${address}`;
}

/**
 * Whether a URL is within one of the patterns. Userinfo in a URL is no part of its host.
 *
 * @example
 * matchesHost(new URL('https://api.example.com/v1'), ['*.example.com']) // true
 */
export function matchesHost(url: URL, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(url, pattern));
}

function matches(url: URL, pattern: string): boolean {
  const [, scheme = 'https', host = '', port = ''] = PATTERN.exec(pattern) ?? [];
  if (url.protocol !== `${scheme}:` || url.port !== withoutDefault(scheme, port)) return false;
  if (host === '*') return true;
  return host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host;
}

/** As `URL.port` has it: empty for the scheme's own. */
function withoutDefault(scheme: string, port: string): string {
  const own = scheme === 'https' ? '443' : '80';
  return port === '' || Number(port) === Number(own) ? '' : String(Number(port));
}
