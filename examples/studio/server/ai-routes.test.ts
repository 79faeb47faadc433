import { randomBytes } from 'node:crypto';
import express, { type RequestHandler } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LONGEST_ANSWER, LONGEST_QUESTION } from '../shared/ai-chat.ts';
import { readServerSentEvents, type ServerSentEvent } from '../shared/server-sent-events.ts';
import { type AiEndpoint, createAiEndpoint } from './ai-endpoint.ts';
import { aiRoutes, QUESTION_LIMIT } from './ai-routes.ts';
import { answerErrors, answerRefusal } from './answer-errors.ts';
import {
  completionEvent,
  type FakeAiEndpoint,
  startFakeAiEndpoint,
  streamPieces,
} from './fake-ai-endpoint.ts';
import { type HttpListener, listen } from './http-listener.ts';

const apiKey = randomBytes(24).toString('hex');
const SSE = { 'Content-Type': 'text/event-stream' };
const MESSAGES = [{ role: 'user', content: 'Hello?' }];

let time = 0;
let fake: FakeAiEndpoint;
let app: HttpListener;
const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);

/** The routes, for whoever says who they are. */
function serve(endpoint: AiEndpoint | undefined): Promise<HttpListener> {
  const authenticate: RequestHandler = (req, res, next) => {
    const id = req.get('x-user');
    if (!id) return answerRefusal(res, 401, 'MISSING_TOKEN', 'Sign in first.');
    req.user = { id, name: id, email: `${id}@users.example` };
    next();
  };
  const routes = aiRoutes(endpoint, authenticate, () => time);
  return listen(
    express()
      .use(express.json({ limit: '1mb' }), routes)
      .use(answerErrors),
    0,
  );
}

beforeAll(async () => {
  fake = await startFakeAiEndpoint();
  const config = { baseUrl: fake.baseUrl, apiKey, model: 'small-1' };
  app = await serve(createAiEndpoint(config, { idle: 1_500, total: 10_000 }));
});
afterAll(async () => {
  await app?.close();
  await fake?.close();
});
beforeEach(() => {
  logged.mockClear();
  fake.answer = (res) => streamPieces(res, ['Hello']);
  // What was counted is over.
  time += QUESTION_LIMIT.windowMs;
});

const ask = (messages: unknown = MESSAGES, { user = 'ada', ...init }: RequestInit & { user?: string } = {}) =>
  fetch(`${app.url}/chat`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-User': user },
    body: JSON.stringify({ messages }),
    ...init,
  });

const bodyOf = async (response: Response) => JSON.parse(await response.text());

async function eventsOf(response: Response): Promise<ServerSentEvent[]> {
  if (!response.body) throw new Error('There is no body');
  const events: ServerSentEvent[] = [];
  for await (const event of readServerSentEvents(response.body)) events.push(event);
  return events;
}

const told = async (response: Response) =>
  (await eventsOf(response)).map(({ event, data }) => [event, JSON.parse(data)]);

describe('an AI endpoint', () => {
  it('is told of to users alone, and its key to nobody', async () => {
    const status = await fetch(app.url, { headers: { 'X-User': 'ada' } });
    expect(await bodyOf(status)).toEqual({ configured: true, model: 'small-1' });
    expect((await fetch(app.url)).status).toBe(401);
    const before = fake.asked.length;
    expect((await ask(MESSAGES, { user: '' })).status).toBe(401);
    expect(fake.asked).toHaveLength(before);
  });

  it('gets the question with the key and the model, and its answer goes on piece by piece', async () => {
    fake.answer = (res) => streamPieces(res, ['Two ', 'blues:\n', 'sky, “indigo”']);
    const response = await ask();
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    expect(await told(response)).toEqual([
      ['message', { text: 'Two ' }],
      ['message', { text: 'blues:\n' }],
      ['message', { text: 'sky, “indigo”' }],
      ['end', {}],
    ]);
    expect(fake.asked.at(-1)).toMatchObject({
      path: 'POST /v1/chat/completions',
      authorization: `Bearer ${apiKey}`,
      body: { model: 'small-1', stream: true, messages: MESSAGES },
    });
  });

  it('is heard while it still answers', async () => {
    let finish = () => undefined as unknown;
    fake.answer = (res) => {
      res.writeHead(200, SSE).write(completionEvent('First'));
      finish = () => res.end(`${completionEvent('', 'stop')}`);
    };
    const { body } = await ask();
    if (!body) throw new Error('There is no body');
    const events = readServerSentEvents(body);
    expect((await events.next()).value).toEqual({ event: 'message', data: '{"text":"First"}' });
    finish();
    expect((await events.next()).value).toMatchObject({ event: 'end' });
  });

  it('is left alone when the client goes away', async () => {
    fake.answer = (res) => void res.writeHead(200, SSE).write(completionEvent('On and'));
    const gone = new AbortController();
    const { body } = await ask(MESSAGES, { signal: gone.signal });
    if (!body) throw new Error('There is no body');
    await readServerSentEvents(body).next();
    gone.abort();
    await fake.asked.at(-1)?.closed;
    expect(logged).not.toHaveBeenCalled();
  });

  it.each([
    [401, 502, 'AI_KEY_REFUSED'],
    [404, 502, 'AI_NO_MODEL'],
    [400, 502, 'AI_REFUSED'],
    [500, 502, 'AI_FAILED'],
  ])('that answers %i is an error with words, and without its own', async (theirs, status, code) => {
    fake.answer = (res) =>
      res
        .writeHead(theirs, { 'Content-Type': 'application/json' })
        .end(JSON.stringify({ error: { message: `Incorrect API key provided: ${apiKey}` } }));
    const response = await ask();
    const body = await response.text();
    expect([response.status, JSON.parse(body).code]).toEqual([status, code]);
    expect(body + JSON.stringify(logged.mock.calls)).not.toContain(apiKey);
  });

  it('that has too many questions says when to come back', async () => {
    fake.answer = (res) => res.writeHead(429, { 'Retry-After': '90' }).end();
    const response = await ask();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '90']);
    expect((await bodyOf(response)).message).toBe(
      'The AI endpoint has too many questions: try again in 2 minutes.',
    );
  });

  it('does not lead the key elsewhere', async () => {
    fake.answer = (res) => res.writeHead(307, { Location: `${fake.baseUrl}/chat/completions` }).end();
    const before = fake.asked.length;
    expect((await bodyOf(await ask())).code).toBe('AI_UNREACHABLE');
    expect(fake.asked).toHaveLength(before + 1);
  });

  it('that is silent is given up', async () => {
    fake.answer = () => undefined;
    const response = await ask();
    expect([response.status, (await bodyOf(response)).code]).toEqual([504, 'AI_TIMEOUT']);
    await fake.asked.at(-1)?.closed;
  });

  it.each<[string, string, (send: (text: string) => unknown, end: () => unknown) => unknown]>([
    ['falls silent', 'AI_TIMEOUT', () => undefined],
    ['ends early', 'AI_BROKE_OFF', (_, end) => end()],
    ['sends nonsense', 'AI_FAILED', (send) => send('data: <html>\n\n')],
    ['tells an error', 'AI_FAILED', (send) => send('data: {"error":{"message":"overloaded"}}\n\n')],
    ['does not stop', 'AI_TOO_LONG', (send) => send(completionEvent('x'.repeat(LONGEST_ANSWER)))],
    ['sends an event without end', 'AI_UNREACHABLE', (send) => send(`data: ${'x'.repeat(1_000_001)}`)],
  ])('that %s after the first piece ends the answer with why', async (_, code, goOn) => {
    fake.answer = (res) => {
      res.writeHead(200, SSE).write(completionEvent('Well'));
      goOn(
        (text) => res.write(text),
        () => res.end(),
      );
    };
    expect(await told(await ask())).toEqual([
      ['message', { text: 'Well' }],
      ['failure', { code, message: expect.any(String) }],
    ]);
  });

  it('that is cut off ends the answer with why', async () => {
    fake.answer = (res) => res.writeHead(200, SSE).write(completionEvent('Well'), () => res.destroy());
    expect((await told(await ask())).at(-1)).toEqual([
      'failure',
      { code: 'AI_UNREACHABLE', message: expect.any(String) },
    ]);
  });

  it('that does not stream is refused', async () => {
    fake.answer = (res) => res.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>');
    expect((await bodyOf(await ask())).code).toBe('AI_FAILED');
  });

  it.each<[string, unknown]>([
    ['no messages', []],
    ['a role that there is not', [{ role: 'tool', content: 'x' }]],
    ['too long a question', [{ role: 'user', content: 'x'.repeat(LONGEST_QUESTION + 1) }]],
  ])('is not asked with %s', async (_, messages) => {
    const before = fake.asked.length;
    const response = await ask(messages);
    expect([response.status, (await bodyOf(response)).code]).toEqual([400, 'INVALID_INPUT']);
    expect(fake.asked).toHaveLength(before);
  });

  it('is asked so often by one user, and still by another', async () => {
    for (let asked = 0; asked < QUESTION_LIMIT.attempts; asked++) await (await ask()).text();
    const refused = await ask();
    expect([refused.status, (await bodyOf(refused)).code]).toEqual([429, 'RATE_LIMITED']);
    expect((await ask(MESSAGES, { user: 'grace' })).status).toBe(200);
  });
});

describe('a studio without an AI endpoint', () => {
  it('says so', async () => {
    const bare = await serve(undefined);
    try {
      const headers = { 'X-User': 'ada' };
      expect(await bodyOf(await fetch(bare.url, { headers }))).toEqual({ configured: false });
      const refused = await fetch(`${bare.url}/chat`, { method: 'POST', headers });
      expect([refused.status, (await bodyOf(refused)).code]).toEqual([404, 'NOT_CONFIGURED']);
    } finally {
      await bare.close();
    }
  });
});
