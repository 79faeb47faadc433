import * as v from 'valibot';
import { events } from '../../src/contract/events.ts';
import * as installs from '../../src/contract/installs.ts';
import * as marketplace from '../../src/contract/marketplace.ts';
import { sendRequest } from '../../src/contract/network.ts';
import * as platform from '../../src/contract/platform.ts';
import * as ratings from '../../src/contract/ratings.ts';
import { errorsOf, isOtherContent, type RouteContract } from '../../src/contract/route-contract.ts';
import { failure } from '../../src/contract/schemas.ts';
import * as settings from '../../src/contract/settings.ts';
import * as storage from '../../src/contract/storage.ts';
import { listUpdates } from '../../src/contract/updates.ts';
import { createRouter } from '../../src/router.ts';
import type { Kept, Step } from './conformance-script.ts';
import type { Received, Sent, Way } from './conformance-ways.ts';
import { PAGE } from './frameworks.ts';

/** Every contract there is. */
export const CONTRACTS: readonly RouteContract[] = [
  ...[installs, marketplace, platform, ratings, settings, storage].flatMap((module) =>
    Object.values<object>(module).filter(isContract),
  ),
  events,
  listUpdates,
  sendRequest,
];

function isContract(value: object): value is RouteContract {
  return 'operation' in value;
}

/** One request and what became of it. */
export interface Exchange {
  /** `GET /palette/settings #17` */
  name: string;
  step: Step;
  answer: Received;
}

/** Goes through the script as a new user. */
export async function run(
  script: readonly Step[],
  user: string,
  send: (sent: Sent) => Promise<Received>,
): Promise<Exchange[]> {
  const kept: Kept = {};
  const exchanges: Exchange[] = [];
  for (const [index, step] of script.entries()) {
    const path = typeof step.path === 'function' ? step.path(kept) : step.path;
    const headers = typeof step.headers === 'function' ? step.headers(kept) : step.headers;
    const { method, body, raw } = step;
    const answer = await send({
      method,
      path,
      headers: {
        'x-request-id': `step-${index}`,
        ...(step.anonymous ? {} : { authorization: `Bearer ${user}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      ...(raw === undefined ? {} : { raw }),
      endless: step.endless ?? false,
    });
    if (step.keep) Object.assign(kept, step.keep(answer));
    exchanges.push({ name: `${method} ${path} #${index}`, step, answer });
  }
  return exchanges;
}

// What no two runs have in common.
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>'],
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<time>'],
  [/^id: \d+$/gm, 'id: <event>'],
  // Added up every now and then.
  [/"downloads" ?: ?\d+/g, '"downloads":"<some>"'],
];

function normalized(text: string): string {
  return VARYING.reduce((all, [pattern, name]) => all.replace(pattern, name), text);
}

// Of the connection, not of the answer; and Express' own name.
const OF_THE_WAY: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
  'x-powered-by',
]);

function comparable({ status, headers, body }: Received, names: Iterable<string>, isList: boolean) {
  const value = (name: string): string => {
    // Made of the ids and times of a list.
    if (name === 'etag' && isList) return headers.etag ? '<etag>' : '(none)';
    return normalized(headers[name] ?? '(none)');
  };
  const shown = [...names].sort().map((name) => [name, value(name)]);
  return { status, headers: Object.fromEntries(shown), body: normalized(body) };
}

/** What one way in makes of an answer, and what it has to be. */
export function difference(way: Way, reference: Exchange, { answer }: Exchange) {
  if (reference.step.page && way.hasPages) {
    const page = { status: 200, body: PAGE };
    return { got: { status: answer.status, body: answer.body }, wanted: page };
  }
  if (reference.step.unparsable && way.refusesItself)
    return { got: { status: answer.status }, wanted: { status: reference.answer.status } };
  const names = new Set(Object.keys(reference.answer.headers));
  // One that the core does not send is none that an adapter may add.
  for (const name of Object.keys(answer.headers)) if (!OF_THE_WAY.has(name)) names.add(name);
  const isList = reference.step.path === '' || reference.step.path === '/';
  return { got: comparable(answer, names, isList), wanted: comparable(reference.answer, names, isList) };
}

const router = createRouter(CONTRACTS);

/** The contract of a request, if there is one. */
export function contractOf({ method, answer, path }: { method: string; path: string; answer: Received }) {
  if (answer.status === 405) return undefined;
  return router.match(method, path.replace(/\?.*$/s, '') || '/')?.route;
}

/** @throws Error for an answer that is none its contract describes */
export function requireContract({ name, step, answer }: Exchange, contract: RouteContract | undefined): void {
  const { status, headers, body } = answer;
  const fail = (why: string): never => {
    throw new Error(`${name}: ${status} ${why}: ${body.slice(0, 2_000)}`);
  };
  if (status !== step.status) fail(`is not ${step.status}`);
  if (status === 304 || step.method === 'HEAD') {
    if (body !== '') fail('has a body');
    return;
  }
  const type = headers['content-type'] ?? '';
  const described = contract?.answers[status];
  if (!described) {
    // Whatever needs a user can be refused to nobody; what no route has is nowhere to be described.
    const known = contract ? [...errorsOf(contract), 401] : [400, 404, 405];
    if (!known.includes(status)) fail('is not described');
    requireValid(failure, body, fail);
  } else if (!isOtherContent(described)) {
    requireValid(described, body, fail);
  } else if (type.split(';')[0] !== described.contentType) {
    fail(`is ${type}, not ${described.contentType}`);
  }
}

function requireValid(schema: v.GenericSchema, body: string, fail: (why: string) => never): void {
  const result = v.safeParse(schema, JSON.parse(body));
  if (!result.success) fail(JSON.stringify(v.flatten(result.issues)));
}
