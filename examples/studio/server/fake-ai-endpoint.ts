import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A question as it arrived. */
export interface AskedOfFake {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly stream: boolean;
    readonly messages: readonly { content: string }[];
  };
  /** Resolves when the connection is closed, by whichever side. */
  readonly closed: Promise<unknown>;
}

/** Stands in for an endpoint with the chat completions of the OpenAI API, on this machine. */
export interface FakeAiEndpoint {
  readonly baseUrl: string;
  readonly asked: readonly AskedOfFake[];
  /** How it answers from now on. */
  answer: (res: ServerResponse, asked: AskedOfFake) => unknown;
  close(): Promise<void>;
}

/** One event as such an endpoint sends it. */
export const completionEvent = (content: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: { content }, finish_reason: finish }],
  })}\n\n`;

/** Answers with these pieces, and says that it is done. */
export function streamPieces(res: ServerResponse, pieces: readonly string[]): void {
  res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
  for (const piece of pieces) res.write(completionEvent(piece));
  res.end(`${completionEvent('', 'stop')}data: [DONE]\n\n`);
}

export async function startFakeAiEndpoint(): Promise<FakeAiEndpoint> {
  const asked: AskedOfFake[] = [];
  const server = createServer(async (req, res) => {
    const one: AskedOfFake = {
      path: `${req.method} ${req.url}`,
      authorization: req.headers.authorization,
      body: JSON.parse(await textOf(req)),
      closed: once(res, 'close'),
    };
    asked.push(one);
    fake.answer(res, one);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const fake: FakeAiEndpoint = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    answer: (res) => streamPieces(res, ['Hello']),
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return fake;
}

async function textOf(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of req) text += part;
  return text;
}
