import { Router } from 'express';
import * as v from 'valibot';
import { inputText, parseInput } from './input.ts';
import type { Sessions } from './sessions.ts';
import type { UserStore } from './users.ts';

const credentials = v.object(
  { email: inputText(254), password: v.pipe(v.string('must be text'), v.maxLength(200, 'is too long')) },
  'must be an object',
);

const SHORTEST_PASSWORD = 8;
/** Accounts a minute, for all who sign up. */
const MOST_NEW_USERS = 30;

const account = v.object(
  {
    name: inputText(100),
    email: v.pipe(inputText(254), v.email('must be an email address')),
    password: v.pipe(
      v.string('must be text'),
      v.minLength(SHORTEST_PASSWORD, `must have at least ${SHORTEST_PASSWORD} characters`),
      v.maxLength(200, 'is too long'),
    ),
  },
  'must be an object',
);

/** `POST /login` and `POST /sign-up` → `{token, user}`. */
export function authRoutes(users: UserStore, sessions: Sessions): Router {
  const router = Router();
  /** Sign-ups that the database does not count yet: a password takes its time. */
  let underWay = 0;
  router.post('/login', async (req, res) => {
    const input = parseInput(credentials, req.body, res);
    if (!input) return;
    const user = await users.authenticate(input.email, input.password);
    if (!user) {
      res.status(401).json({
        error: 'Unauthorized',
        message: 'The email address or the password is wrong.',
        code: 'INVALID_CREDENTIALS',
      });
      return;
    }
    res.json({ token: await sessions.issue(user.id), user });
  });
  router.post('/sign-up', async (req, res) => {
    const input = parseInput(account, req.body, res);
    if (!input) return;
    const ahead = underWay++;
    try {
      if (ahead + (await users.countNew()) >= MOST_NEW_USERS) {
        res.status(429).set('Retry-After', '60').json({
          error: 'Too Many Requests',
          message: 'Many accounts are being created right now. Try again in a minute.',
          code: 'RATE_LIMITED',
        });
        return;
      }
      const user = await users.create(input);
      if (!user) {
        res.status(409).json({
          error: 'Conflict',
          message: 'There is an account with this email address: sign in, or use another one.',
          code: 'EMAIL_TAKEN',
        });
        return;
      }
      res.status(201).json({ token: await sessions.issue(user.id), user });
    } finally {
      underWay--;
    }
  });
  return router;
}
