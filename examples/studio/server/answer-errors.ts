import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';

/** Says no, in the form that all such answers have. */
export function answerRefusal(res: Response, status: number, code: string, message: string): void {
  res.status(status).json({ error: STATUS_CODES[status], message, code });
}

const MINUTE = 60_000;

/** For somebody who has to wait. `reason` is the beginning of a sentence that says when it goes on. */
export function answerTooMany(res: Response, waitMs: number, reason: string): void {
  const minutes = Math.ceil(waitMs / MINUTE);
  const when = minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;
  res.set('Retry-After', String(Math.ceil(waitMs / 1000)));
  answerRefusal(res, 429, 'RATE_LIMITED', `${reason}: try again ${when}.`);
}

/** JSON for everything that nobody answered. */
export const answerNotFound: RequestHandler = (req, res) => {
  answerRefusal(res, 404, 'NOT_FOUND', `There is nothing at ${req.method} ${req.baseUrl}${req.path}.`);
};

/** For a project that does not exist, or belongs to somebody else: nobody is told which. */
export function answerNoProject(res: Response): void {
  answerRefusal(res, 404, 'NOT_FOUND', 'There is no such project.');
}

/** JSON for everything that was thrown. What went wrong inside is logged, not told. */
export const answerErrors: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = statusOf(error);
  if (status === 404) return answerRefusal(res, 404, 'NOT_FOUND', 'There is no such file.');
  if (status >= 400 && status < 500) {
    const message =
      status === 413
        ? 'The body is too large.'
        : error instanceof SyntaxError
          ? 'The body is not valid JSON.'
          : 'The request cannot be read.';
    return answerRefusal(res, status, 'INVALID_REQUEST', message);
  }
  console.error(`${req.method} ${req.path} failed:`, error);
  answerRefusal(res, 500, 'INTERNAL', 'Something went wrong on the server. Try again later.');
};

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  return typeof status === 'number' ? status : 500;
}
