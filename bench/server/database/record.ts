import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOurs } from '../contenders/ours.ts';
import { type Answer, type Call, createClient } from '../load.ts';
import type { LoadModule, PgClient } from '../modules.ts';

export interface Statement {
  text: string;
  values: readonly unknown[];
}

export interface Recorded {
  answer: Answer;
  /** What our server sent to PostgreSQL meanwhile, transaction control left out. */
  statements: Statement[];
}

/** Our server in this process, over a pool that remembers what goes through it. */
export interface Recorder {
  record(call: Call): Promise<Recorded>;
  close(): Promise<void>;
}

export async function createRecorder(load: LoadModule, connectionString: string): Promise<Recorder> {
  const statements: Statement[] = [];
  const pool = new (load('pg').Pool)({ connectionString, max: 2 });
  pool.on('connect', (client: PgClient) => {
    client.query = new Proxy(client.query, {
      apply(query, self, args) {
        statements.push(parseStatement(args[0], args[1]));
        return Reflect.apply(query, self, args);
      },
    });
  });
  const ours = createOurs({ pool });
  const server = createServer(ours.node).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = createClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    async record(call) {
      statements.length = 0;
      const answer = await client.read(call);
      return { answer, statements: statements.filter(({ text }) => /^\s*(?:SELECT|WITH)\b/i.test(text)) };
    },
    async close() {
      client.close();
      server.closeAllConnections();
      server.close();
      await ours.close();
      await pool.end();
    },
  };
}

/** `query(text, values)` or `query({ text, values })`, as `pg` takes both. */
function parseStatement(first: unknown, second: unknown): Statement {
  if (typeof first === 'string') return { text: first, values: Array.isArray(second) ? second : [] };
  const { text, values } = first as Partial<Statement>;
  return { text: text ?? '', values: values ?? (Array.isArray(second) ? second : []) };
}
