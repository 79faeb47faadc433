/** By hand, because the URL may be relative and what it already says must stay as it is written. */
export function withQuery(address: string, name: string): string {
  const [url = '', ...fragment] = address.split('#');
  return [`${url}${url.includes('?') ? '&' : '?'}${name}`, ...fragment].join('#');
}
