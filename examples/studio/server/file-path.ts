import * as v from 'valibot';

const LONGEST_PATH = 1024;
const LONGEST_NAME = 255;

/** `assets/logo.svg`: names with `/` between them, each of which means what it says on every system. */
export const filePath = v.pipe(
  v.string('must be text'),
  v.maxLength(LONGEST_PATH, `must have at most ${LONGEST_PATH} characters`),
  v.check((path) => !/[\p{Cc}\p{Cs}\\]/u.test(path), 'must not contain control characters or “\\”'),
  v.check(
    (path) => path.split('/').every((name) => name !== '' && name !== '.' && name !== '..'),
    'must be names with “/” between them, without “.” and “..”',
  ),
  v.check(
    (path) => path.split('/').every((name) => name.length <= LONGEST_NAME),
    `must have names of at most ${LONGEST_NAME} characters`,
  ),
);
