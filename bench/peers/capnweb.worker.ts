import { capnweb } from './capnweb.ts';
import { serveWorker } from './serve-worker.ts';

serveWorker(capnweb);
