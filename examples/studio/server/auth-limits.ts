import { type AttemptLimit, createAttemptLimiter } from './attempt-limiter.ts';
import { normaliseEmail } from './users.ts';

const WINDOW = 15 * 60_000;

/**
 * Wrong passwords for one account from one address. Not for the account alone: then anybody could keep its owner out.
 */
export const ACCOUNT_LIMIT: AttemptLimit = { attempts: 10, windowMs: WINDOW };
/** Attempts to sign in from one address, to whatever account. Many people may share one. */
export const ADDRESS_LIMIT: AttemptLimit = { attempts: 100, windowMs: WINDOW };
/** Attempts to sign up from one address: each tells whether an e-mail address has an account. */
export const SIGN_UP_LIMIT: AttemptLimit = { attempts: 20, windowMs: WINDOW };

/** What keeps passwords from being guessed and e-mail addresses from being tried. */
export interface AuthLimits {
  /** Takes an attempt to sign in, before the password is looked at: 0, or the milliseconds to wait. */
  signIn(email: string, address: string): number;
  /** It was the right password. */
  signedIn(email: string, address: string): void;
  /** Takes an attempt to sign up: 0, or the milliseconds to wait. */
  signUp(address: string): number;
}

/**
 * Counts in this process: where several studios run on one database, each has these limits for itself.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function createAuthLimits(now: () => number = () => performance.now()): AuthLimits {
  const accounts = createAttemptLimiter(ACCOUNT_LIMIT, now);
  const addresses = createAttemptLimiter(ADDRESS_LIMIT, now);
  const signUps = createAttemptLimiter(SIGN_UP_LIMIT, now);
  const keyOf = (email: string, address: string) => `${address} ${normaliseEmail(email)}`;
  return {
    signIn: (email, address) => addresses.take(address) || accounts.take(keyOf(email, address)),
    signedIn: (email, address) => accounts.forget(keyOf(email, address)),
    signUp: (address) => signUps.take(address),
  };
}
