/** What Next.js runs once when its server starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { demo } = await import('./demo.js');
  const { plugins, users } = demo();
  await plugins.migrate();
  // Next.js waits for requests to end, which streams of events do not do by themselves.
  process.once('SIGINT', plugins.close).once('SIGTERM', plugins.close);
  console.log(`Plugins: http://127.0.0.1:${process.env.PORT ?? 3000}/api/plugins`);
  for (const [token, { id }] of users) console.log(`${id}: Authorization: Bearer ${token}`);
}
