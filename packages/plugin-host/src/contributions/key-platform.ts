/** Keys are called and combined otherwise on each. */
export type KeyPlatform = 'mac' | 'win' | 'linux';

/** As the browser tells; Linux where it does not. */
export function keyPlatform(): KeyPlatform {
  const agent = globalThis.navigator?.userAgent ?? '';
  if (/Mac|iPhone|iPad/.test(agent)) return 'mac';
  return agent.includes('Windows') ? 'win' : 'linux';
}
