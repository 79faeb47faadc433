import type { Server } from 'node:http';
import { openExpress, openOursInExpress } from './express.ts';
import { openFastify, openOursInFastify } from './fastify.ts';
import { openHono, openOursInHono } from './hono.ts';
import { openNodeHttp } from './node-http.ts';
import { openOurs } from './ours.ts';
import type { Setup } from './setup.ts';

/** Whoever answers requests, each in a process of its own. Hand-written ones do what ours does, as one would write it first. */
export const CONTENDERS = {
  ours: openOurs,
  'node-http': openNodeHttp,
  express: openExpress,
  fastify: openFastify,
  hono: openHono,
  'ours-in-express': openOursInExpress,
  'ours-in-fastify': openOursInFastify,
  'ours-in-hono': openOursInHono,
} as const satisfies Record<string, (setup: Setup) => Server | Promise<Server>>;

export type ContenderName = keyof typeof CONTENDERS;
