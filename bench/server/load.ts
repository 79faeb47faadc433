import { Agent, get, type OutgoingHttpHeaders } from 'node:http';
import { CONCURRENCY } from './settings.ts';

export interface Call {
  path: string;
  headers?: OutgoingHttpHeaders;
}

/** Connections that are kept between calls, at most so many as calls may be on their way. */
export interface Client {
  /** Sends a call. What comes back is read and forgotten. */
  send(call: Call, status: number): Promise<void>;
  /** Sends a call and keeps the answer. */
  read(call: Call): Promise<Answer>;
  close(): void;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function createClient(url: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  return {
    send: ({ path, headers = {} }, status) =>
      new Promise((resolve, reject) => {
        const request = get(url + path, { agent, headers }, (response) => {
          if (response.statusCode !== status) {
            reject(new Error(`${path} was answered with ${response.statusCode} instead of ${status}`));
          }
          response.resume().once('end', resolve).once('error', reject);
        });
        request.once('error', reject);
      }),
    read: ({ path, headers = {} }) =>
      new Promise((resolve, reject) => {
        const request = get(url + path, { agent, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject).once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: Object.fromEntries(
                Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
              ),
              body: Buffer.concat(chunks).toString(),
            }),
          );
        });
        request.once('error', reject);
      }),
    close: () => agent.destroy(),
  };
}

/**
 * Sends all calls, a few at a time, and resolves with the milliseconds that each took.
 *
 * @throws Error when a call is answered with another status
 */
export async function sendAll(client: Client, calls: readonly Call[], status: number): Promise<number[]> {
  const latencies: number[] = [];
  const queue = calls.values();
  async function work(): Promise<void> {
    // The iterator is shared: each worker takes the next call.
    for (const call of queue) {
      const begin = performance.now();
      await client.send(call, status);
      latencies.push(performance.now() - begin);
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return latencies;
}
