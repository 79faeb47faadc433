/**
 * What a plugin does not set. First the host's own list, which is that of browsers: identity, the connection and its framing. Then what
 * upstreams take as the word of a proxy in front of them, and what the metadata services of clouds ask for. All other names
 * pass: APIs have many of their own, such as `Notion-Version` or `Private-Token`.
 */
const FORBIDDEN =
  /^(?:cookie2?|set-cookie2?|host|origin|referer|sec-.*|proxy-.*|connection|keep-alive|te|trailer|transfer-encoding|upgrade|via|content-length|expect|date|dnt|accept-(?:charset|encoding)|access-control-request-.*|http2-settings|forwarded|x-forwarded(?:-.*)?|x-real-ip|(?:x-|true-)?client-ip|x-cluster-client-ip|x-remote-.*|x-original-.*|x-rewrite-url|cf-(?:connecting-ip(?:v6)?|ipcountry|ray|visitor|worker)|fastly-client-ip|fly-client-ip|metadata(?:-flavor)?|x-google-metadata-request|x-aws-ec2-metadata-token.*)$/;

/** What may follow a redirect to another origin. Any other header can be a credential: APIs give them names of their own. */
const WITHOUT_CREDENTIALS =
  /^(?:accept|accept-language|cache-control|content-(?:encoding|language|type)|if-.*|pragma|range|user-agent)$/;

/** About a body that a redirect has taken off. */
const OF_BODY: readonly string[] = [
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
];

/** Of one connection, and what is kept from plugins: cookies belong to a browser's user. */
const NOT_PASSED_ON =
  /^(?:set-cookie2?|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;

/** The headers of a plugin's request that are its own to set; the others are left out, as browsers do. */
export function allowedHeaders(given: Headers): Headers {
  // Servers that speak CGI take `_` for `-`.
  return filtered(given, (name) => !FORBIDDEN.test(name.replaceAll('_', '-')));
}

export function withoutCredentials(given: Headers): Headers {
  return filtered(given, (name) => WITHOUT_CREDENTIALS.test(name));
}

export function withoutBodyHeaders(given: Headers): Headers {
  return filtered(given, (name) => !OF_BODY.includes(name));
}

function filtered(given: Headers, keep: (name: string) => boolean): Headers {
  return new Headers([...given].filter(([name]) => keep(name)));
}

/**
 * The headers of an answer that are for the plugin.
 *
 * @param raw names and values in turn, as Node has them
 * @param isDecoded the body no longer has the length and the encoding that its headers tell of
 */
export function responseHeaders(raw: readonly string[], isDecoded: boolean): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2)
    pairs.push([(raw[at] as string).toLowerCase(), raw[at + 1] as string]);
  const named = pairs.flatMap(([name, value]) =>
    name === 'connection' ? value.toLowerCase().split(/[\s,]+/) : [],
  );
  return pairs.filter(
    ([name]) =>
      !NOT_PASSED_ON.test(name) &&
      !named.includes(name) &&
      !(isDecoded && (name === 'content-encoding' || name === 'content-length')),
  );
}
