import { core } from './core.ts';
import { serveWorker } from './serve-worker.ts';

serveWorker(core);
