import { Router } from 'express';
import * as v from 'valibot';
import { answerRefusal, answerTooMany } from './answer-errors.ts';
import type { AuthLimits } from './auth-limits.ts';
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

/**
 * `POST /login` and `POST /sign-up` → `{token, user}`. Attempts are counted by the address they come from. Behind a proxy, Express has
 * to be told to trust it (`app.set('trust proxy', …)`), or all addresses are one.
 */
export function authRoutes(users: UserStore, sessions: Sessions, limits: AuthLimits): Router {
  const router = Router();
  /** Sign-ups that the database does not count yet: a password takes its time. */
  let underWay = 0;
  router.post('/login', async (req, res) => {
    const input = parseInput(credentials, req.body, res);
    if (!input) return;
    const address = req.ip ?? '';
    const wait = limits.signIn(input.email, address);
    if (wait > 0) return answerTooMany(res, wait, 'There were too many attempts to sign in');
    const user = await users.authenticate(input.email, input.password);
    if (!user) {
      answerRefusal(res, 401, 'INVALID_CREDENTIALS', 'The email address or the password is wrong.');
      return;
    }
    limits.signedIn(input.email, address);
    res.json({ token: await sessions.issue(user.id), user });
  });
  router.post('/sign-up', async (req, res) => {
    const input = parseInput(account, req.body, res);
    if (!input) return;
    const wait = limits.signUp(req.ip ?? '');
    if (wait > 0) return answerTooMany(res, wait, 'There were too many attempts to create an account');
    const ahead = underWay++;
    try {
      if (ahead + (await users.countNew()) >= MOST_NEW_USERS) {
        answerTooMany(res, 60_000, 'Many accounts are being created right now');
        return;
      }
      const user = await users.create(input);
      if (!user) {
        // This tells who has an account. Without e-mail there is no other place to say it, and whoever owns the address has to learn
        // why they get no account: so it stays, and the limit above keeps lists of addresses from being tried.
        answerRefusal(
          res,
          409,
          'EMAIL_TAKEN',
          'There is an account with this email address: sign in, or use another one.',
        );
        return;
      }
      res.status(201).json({ token: await sessions.issue(user.id), user });
    } finally {
      underWay--;
    }
  });
  return router;
}
