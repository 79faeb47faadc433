import { penpal } from './penpal.ts';
import { serveWorker } from './serve-worker.ts';

serveWorker(penpal);
