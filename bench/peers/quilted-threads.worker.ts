import { quiltedThreads } from './quilted-threads.ts';
import { serveWorker } from './serve-worker.ts';

serveWorker(quiltedThreads);
