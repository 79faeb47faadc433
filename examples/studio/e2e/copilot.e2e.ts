import { randomBytes } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  completionEvent,
  type FakeAiEndpoint,
  startFakeAiEndpoint,
  streamPieces,
} from '../server/fake-ai-endpoint.ts';
import { type RunningStudio, runStudio } from './support/run-studio.ts';
import { activate, install, openNewProject, openPlugins, runCommand, signIn } from './support/studio-user.ts';
import { violationsIn } from './support/violations.ts';

const PLUGIN = 'AI Copilot';

let context: BrowserContext;
let page: Page;
let projects = 1;
afterEach(() => context.close());

const panel = () => page.getByRole('complementary', { name: 'Properties' });
const button = (name: string) => panel().getByRole('button', { name, exact: true });

/** Installed where it is not yet, switched on, and with a project open. */
async function openCopilot(studio: RunningStudio): Promise<void> {
  page = await studio.newPage();
  context = page.context();
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, studio.url);
  await openPlugins(page, 'Installed');
  if ((await page.getByRole('tabpanel').getByText(PLUGIN).count()) === 0) {
    await page.getByRole('tab', { name: 'Marketplace' }).click();
    await install(page, PLUGIN);
    await page.getByRole('tab', { name: 'Installed' }).click();
    await activate(page, PLUGIN);
  }
  await page.getByRole('link', { name: 'Projects' }).click();
  // One that no other test has made.
  await openNewProject(page, `Poster ${projects++}`);
  await button('Send').waitFor();
}

async function ask(question: string): Promise<void> {
  await panel().getByLabel('Question').fill(question);
  await button('Send').click();
}

describe('the copilot of a studio without an endpoint', () => {
  const studio = runStudio();
  beforeEach(() => openCopilot(studio));

  it('answers by rules, and puts an answer on the board', async () => {
    await ask('A palette for a calm sea');
    // It comes in word by word, and there is more of it later.
    await panel().getByText('Five colours that go together:').waitFor();
    await panel().getByText('#2273c3').waitFor();
    await button('Insert on board').waitFor();
    expect(await violationsIn(page)).toEqual([]);

    await button('Insert on board').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^(?:Allow|Approve)/ })
      .click();
    await panel().getByText('It is on the board.').waitFor();
    await page
      .getByRole('listbox', { name: 'Board' })
      .getByRole('option', { name: /Five colours that go together/ })
      .waitFor();
  });
});

describe('the copilot of a studio with an endpoint', () => {
  const apiKey = randomBytes(24).toString('hex');
  let fake: FakeAiEndpoint | undefined;
  const endpoint = () => {
    if (!fake) throw new Error('The endpoint is started with the studio');
    return fake;
  };
  const studio = runStudio({
    async prepare() {
      fake = await startFakeAiEndpoint();
      return { AI_BASE_URL: fake.baseUrl, AI_API_KEY: apiKey, AI_MODEL: 'small-1' };
    },
  });
  afterAll(() => fake?.close());
  beforeEach(() => openCopilot(studio));

  it('has its answer, asked in the panel and by the command', async () => {
    endpoint().answer = (res) => streamPieces(res, ['From the ', '**endpoint**']);
    await ask('Who are you?');
    await panel().getByText('From the endpoint').waitFor();
    expect(endpoint().asked.at(-1)).toMatchObject({
      authorization: `Bearer ${apiKey}`,
      body: { model: 'small-1', stream: true },
    });

    endpoint().answer = (res) => streamPieces(res, ['Asked elsewhere']);
    await runCommand(page, 'Ask the copilot');
    await page.getByRole('dialog').getByRole('textbox').fill('And here?');
    await page.getByRole('dialog').getByRole('button', { name: 'OK' }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: 'And here?' });
    await dialog.getByText('Asked elsewhere').waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await panel().getByText('Asked elsewhere').waitFor();
  });

  it('shows an answer while it comes in, and stops it all the way when it is told to', async () => {
    endpoint().answer = (res) => {
      res.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(completionEvent('Once upon a time'));
    };
    await ask('A long story');
    await panel().getByText('Once upon a time').waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await button('Stop').click();
    await panel().getByText('Stopped.').waitFor();
    await endpoint().asked.at(-1)?.closed;
  });

  it('says in its place what the endpoint says no to', async () => {
    endpoint().answer = (res) => res.writeHead(401).end();
    await ask('Well?');
    await panel().getByText('The AI endpoint refused the key of this studio.').waitFor();
    endpoint().answer = (res) => streamPieces(res, ['Better']);
    await button('Ask again').first().click();
    await panel().getByText('Better').waitFor();
  });
});
