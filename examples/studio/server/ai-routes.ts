import { once } from 'node:events';
import { type RequestHandler, type Response, Router } from 'express';
import { type AiStatus, type ChatFailure, chatRequest } from '../shared/ai-chat.ts';
import { type AiEndpoint, AiFailure } from './ai-endpoint.ts';
import { answerRefusal, answerTooMany } from './answer-errors.ts';
import { type AttemptLimit, createAttemptLimiter } from './attempt-limiter.ts';
import { parseInput } from './input.ts';

/** Questions of one user: the endpoint counts them, and its bill is the studio's. */
export const QUESTION_LIMIT: AttemptLimit = { attempts: 30, windowMs: 60_000 };

/**
 * `GET /` → {@link AiStatus}, and `POST /chat` → the answer as server-sent events. Without an endpoint, asking it is `NOT_CONFIGURED`.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function aiRoutes(
  endpoint: AiEndpoint | undefined,
  authenticate: RequestHandler,
  now: () => number = () => performance.now(),
): Router {
  const limiter = createAttemptLimiter(QUESTION_LIMIT, now);
  const router = Router();
  router.use(authenticate);
  router.get('/', (_req, res) => {
    const status: AiStatus = endpoint ? { configured: true, model: endpoint.model } : { configured: false };
    res.json(status);
  });
  router.post('/chat', async (req, res) => {
    if (!req.user) return;
    if (!endpoint) {
      answerRefusal(res, 404, 'NOT_CONFIGURED', 'This studio has no AI endpoint: AI_BASE_URL names one.');
      return;
    }
    const input = parseInput(chatRequest, req.body, res);
    if (!input) return;
    const wait = limiter.take(req.user.id);
    if (wait > 0) return answerTooMany(res, wait, 'You have asked too many questions');

    const gone = new AbortController();
    res.once('close', () => gone.abort());
    try {
      const pieces = await endpoint.ask(input.messages, gone.signal);
      // Compression and proxies that collect would keep the pieces back.
      res.set({ 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' });
      res.type('text/event-stream').flushHeaders();
      for await (const text of pieces) await sendEvent(res, 'message', { text }, gone.signal);
      await sendEvent(res, 'end', {}, gone.signal);
    } catch (error) {
      // Nobody listens any more.
      if (gone.signal.aborted) return;
      if (!(error instanceof AiFailure)) throw error;
      console.error(`The AI endpoint failed with ${error.code}:`, error.cause ?? error.message);
      if (!res.headersSent) return answerFailure(res, error);
      const failure: ChatFailure = { code: error.code, message: error.message };
      await sendEvent(res, 'failure', failure, gone.signal);
    }
    res.end();
  });
  return router;
}

function answerFailure(res: Response, { status, code, message, waitMs }: AiFailure): void {
  if (waitMs === undefined) answerRefusal(res, status, code, message);
  else answerTooMany(res, waitMs, message);
}

/** Waits while the client is slow to read. */
async function sendEvent(res: Response, event: string, data: object, signal: AbortSignal): Promise<void> {
  if (!res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)) await once(res, 'drain', { signal });
}
