const { randomBytes, timingSafeEqual } = require('node:crypto');
const express = require('express');
const { database } = require('./database.js');

const sessions = new Map();

/** Sets `req.user`. */
async function session(req, _res, next) {
  const userId = sessions.get(req.cookies.session);
  if (userId) {
    const { rows } = await database.pglite.query('SELECT id, name FROM users WHERE id = $1', [userId]);
    req.user = rows[0];
  }
  next();
}

/** CSRF by double submit: the cookie has to be in a header too, where no other site can put it. */
function csrf(req, res, next) {
  if (['GET', 'HEAD', 'OPTIONS'].includes(req.method) || req.path === '/api/sign-in') return next();
  const cookie = Buffer.from(req.cookies.csrf ?? '');
  const header = Buffer.from(req.get('X-CSRF-Token') ?? '');
  if (cookie.length > 0 && cookie.length === header.length && timingSafeEqual(cookie, header)) return next();
  res.status(403).json({ error: 'Forbidden', code: 'CSRF_TOKEN_MISMATCH' });
}

const account = express.Router();
account.post('/sign-in', async (req, res) => {
  const { rows } = await database.pglite.query('SELECT id FROM users WHERE name = $1', [req.body.name]);
  if (!rows[0]) return res.status(401).json({ error: 'Unauthorized' });
  const id = randomBytes(24).toString('base64url');
  sessions.set(id, rows[0].id);
  res.cookie('session', id, { httpOnly: true, sameSite: 'lax' });
  res.cookie('csrf', randomBytes(24).toString('base64url'), { sameSite: 'lax' });
  res.sendStatus(204);
});
account.post('/sign-out', (req, res) => {
  sessions.delete(req.cookies.session);
  res.clearCookie('session').clearCookie('csrf').sendStatus(204);
});
account.get('/me', (req, res) =>
  req.user ? res.json(req.user) : res.status(401).json({ error: 'Unauthorized' }),
);

module.exports = { account, csrf, session };
