import type { RequestHandler } from 'express';
import { answerRefusal } from './answer-errors.ts';
import type { Sessions } from './sessions.ts';
import type { User, UserStore } from './users.ts';

declare global {
  namespace Express {
    interface Request {
      /** Set by {@link authenticateToken}. */
      user?: User;
    }
  }
}

/** Lets a request with a valid bearer token pass, with `req.user` set, and answers 401 to any other. */
export function authenticateToken(sessions: Sessions, users: UserStore): RequestHandler {
  return async (req, res, next) => {
    const token = /^Bearer +(\S+)$/i.exec(req.get('authorization') ?? '')?.[1];
    if (token === undefined) {
      answerRefusal(res, 401, 'MISSING_TOKEN', 'Sign in first: the request has no bearer token.');
      return;
    }
    const userId = await sessions.verify(token);
    const user = userId === undefined ? undefined : await users.find(userId);
    if (!user) {
      answerRefusal(res, 401, 'INVALID_TOKEN', 'Sign in again: the token is not valid, or has expired.');
      return;
    }
    req.user = user;
    next();
  };
}
