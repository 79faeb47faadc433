import { birpc } from './birpc.ts';
import { serveWorker } from './serve-worker.ts';

serveWorker(birpc);
