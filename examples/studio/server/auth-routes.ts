import { Router } from 'express';
import * as v from 'valibot';
import { inputText, parseInput } from './input.ts';
import type { Sessions } from './sessions.ts';
import type { UserStore } from './users.ts';

const credentials = v.object(
  { email: inputText(254), password: v.pipe(v.string('must be text'), v.maxLength(200, 'is too long')) },
  'must be an object',
);

/** `POST /login` → `{token, user}`. */
export function authRoutes(users: UserStore, sessions: Sessions): Router {
  const router = Router();
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
  return router;
}
