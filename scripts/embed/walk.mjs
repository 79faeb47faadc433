// What somebody does with the app of docs/embed.md: signs in, finds what they had, installs a plugin, uses it, signs out.

/** How long a step may take before it counts as one that does not come. */
const PATIENCE = 30_000;

/** @param browser of playwright; @param check `(name, work)`: reports a step */
export async function walk(browser, url, check) {
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The sandbox tries its own walls before it takes a plugin: those are not the app's.
    const isOfSandbox = /^blob:|\/api\/plugins\/runtime/.test(message.location().url);
    if (!isOfSandbox && /Content.Security.Policy/i.test(message.text()))
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  const card = (name) => page.getByRole('listitem').filter({ hasText: name });
  const command = async (title) => {
    await page.keyboard.press('Control+KeyK');
    await page.getByLabel('Command', { exact: true }).fill(title);
    await page.getByRole('button', { name: title }).click();
  };

  await check('sees what they had installed before', async () => {
    await page.goto(`${url}/plugins`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await card('Word Count').first().waitFor();
    const { plugins } = await page.evaluate(async () => (await fetch('/api/plugins')).json());
    expectSame(
      plugins.map(({ pluginId, state, settings, grantedPermissions }) => [
        pluginId,
        state,
        settings,
        grantedPermissions,
      ]),
      [['word-count', 'inactive', { unit: 'words' }, null]],
    );
  });

  await check('sees it styled, without Tailwind', async () => {
    const tab = page.getByRole('tab', { name: /^Installed/ });
    expectSame(
      await tab.evaluate((element) => getComputedStyle(element).backgroundColor),
      'rgba(0, 0, 0, 0)',
    );
    // Of the page around it nothing changes.
    const own = page.getByRole('button', { name: 'Sign out' });
    expectSame(await own.evaluate((element) => getComputedStyle(element).borderTopStyle), 'outset');
  });

  await check('installs a plugin and activates it', async () => {
    await page.getByRole('tab', { name: /^Marketplace/ }).click();
    await card('Greeter')
      .getByRole('button', { name: /^Install/ })
      .click();
    const dialog = page.getByRole('dialog', { name: /Greeter/ });
    await dialog.getByRole('button', { name: 'Approve and install' }).click();
    await page.getByRole('tab', { name: /^Installed/ }).click();
    await card('Greeter')
      .getByRole('button', { name: /^Activate/ })
      .click();
    await card('Greeter')
      .getByRole('button', { name: /^Deactivate/ })
      .waitFor();
  });

  const toast = page.locator('.toast');
  await check('runs a command from the app’s palette and sees its toast, as text', async () => {
    await command('Say hello');
    await toast.getByText('<img src=x').waitFor();
    await toast.getByText('You have 2 projects').waitFor();
    if (await page.evaluate(() => 'attacked' in window)) throw new Error('The toast ran what a plugin said');
    if ((await toast.locator('img').count()) > 0) throw new Error('The toast has a picture of the plugin');
  });

  await check('is asked before a plugin leads them somewhere', async () => {
    await toast.getByRole('button', { name: 'Open one' }).click();
    const dialog = page.getByRole('dialog', { name: 'Greeter wants to open “Poster”' });
    await dialog.getByRole('button', { name: 'OK' }).click();
    await page.waitForURL('**/projects/p2');
  });

  await check(
    'updates what they had, is asked for its permissions, and finds its settings kept',
    async () => {
      await page.getByRole('button', { name: 'Plugins', exact: true }).click();
      await page.getByRole('tab', { name: /^Updates/ }).click();
      await card('Word Count').getByRole('button', { name: 'Update', exact: true }).click();
      const consent = page.getByRole('dialog', { name: 'Update Word Count?' });
      await consent.getByRole('button', { name: 'Allow and update' }).click();
      await page.getByRole('tab', { name: /^Installed/ }).click();
      await card('Word Count')
        .getByRole('button', { name: /^Activate/ })
        .click();
      await card('Word Count')
        .getByRole('button', { name: /^Deactivate/ })
        .waitFor();
      await command('Count words');
      const question = page.getByRole('dialog', { name: 'Text to count' });
      await question.getByRole('textbox').fill('one two three');
      // Not at once by Enter: what is typed before the question has been seen is not an answer to it.
      await question.getByRole('button', { name: 'OK' }).click();
      await toast.getByText('3 words').waitFor();
    },
  );

  await check('cannot be acted for without the CSRF token', async () => {
    const answer = await page.evaluate(async () => {
      const response = await fetch('/api/plugins/greeter', { method: 'DELETE' });
      return [response.status, (await response.json()).code];
    });
    expectSame(answer, [403, 'CSRF_TOKEN_MISMATCH']);
  });

  await check('finds it there after a reload', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await command('Say hello');
    await toast.getByText('You have 2 projects').waitFor();
  });

  await check('leaves nothing behind when they sign out', async () => {
    if (page.frames().length < 2) throw new Error('No plugin runs');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('iframe').length === 0);
  });

  await check('meets no error, and no Content-Security-Policy in the way', async () => {
    expectSame(complaints, []);
  });
  await context.close();
}

function expectSame(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}
