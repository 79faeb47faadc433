import { type Mode, startReleaseServer } from './release-server.ts';

const MODES: readonly Mode[] = ['ok', 'error', 'slow'];
const mode = MODES.find((one) => one === (process.env.MODE ?? 'ok'));
if (!mode) {
  console.error(`MODE is “${process.env.MODE}”: set it to ${MODES.join(', ')}.`);
  process.exit(1);
}
const token = process.env.TOKEN ?? 'demo-token';
const server = await startReleaseServer(Number(process.env.PORT ?? 5190), token, mode);
console.log(`Release service: ${server.url}/releases/latest, mode ${mode}, token ${token}`);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void server.close());
