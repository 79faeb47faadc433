import { comlink } from './comlink.ts';
import { serveWorker } from './serve-worker.ts';

serveWorker(comlink);
