/**
 * A page of the app under a policy, running a script of its own: the host must work under that policy too. `Exposed` is what the
 * script puts on its window.
 */
export async function openPage<Exposed>(
  script: URL,
  policy: string,
): Promise<{ app: Exposed; close(): void }> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.src = `/test/page?${new URLSearchParams({ policy, script: script.href })}`;
  document.body.append(frame);
  await loaded;
  return { app: frame.contentWindow as Window & Exposed, close: () => frame.remove() };
}
