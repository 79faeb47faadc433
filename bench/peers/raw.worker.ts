import { raw } from './raw.ts';
import { serveWorker } from './serve-worker.ts';

serveWorker(raw);
