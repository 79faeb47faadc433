import { expect, it } from 'vitest';
import { runStudio } from './support/run-studio.ts';
import { DEMO_USER } from './support/studio-user.ts';

const studio = runStudio();

it('tells somebody who guesses passwords in the form how long to wait, and lets others in', async () => {
  const page = await studio.newPage();
  await page.goto(studio.url);
  const signIn = async (email: string, password: string) => {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').fill(password);
    const answer = page.waitForResponse((response) => response.url().endsWith('/auth/login'));
    await page.getByRole('button', { name: 'Sign in' }).click();
    return (await answer).status();
  };
  for (let guess = 0; guess < 10; guess++) expect(await signIn(DEMO_USER.email, `${guess}`)).toBe(401);
  expect(await signIn(DEMO_USER.email, DEMO_USER.password)).toBe(429);
  const note = page.getByRole('alert');
  await expect
    .poll(() => note.textContent())
    .toBe('There were too many attempts to sign in: try again in 15 minutes.');
  expect(await signIn('guest@fluxstudio.example', 'guest-password')).toBe(200);
  await page.getByRole('link', { name: 'Plugins' }).waitFor();
  await page.context().close();
});
