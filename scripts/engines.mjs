// Browser launchers for @web/test-runner, one per engine. Each resolves with {createLauncher, stop}; a launcher serves one run.
// All of them accept the self-signed certificate of the https run.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { chromeLauncher } from '@web/test-runner-chrome';
import { seleniumLauncher } from '@web/test-runner-selenium';
import { Builder, Capabilities } from 'selenium-webdriver';
import { findBrowser } from './find-browser.mjs';

const DEBIAN =
  'apt-get install --no-install-recommends firefox-esr webkit2gtk-driver xvfb xauth dbus fonts-dejavu-core';

function need(path, what) {
  if (!existsSync(path)) throw new Error(`${what} not found at ${path}. On Debian: ${DEBIAN}`);
  return path;
}

async function chromium() {
  const { executablePath, args } = await findBrowser();
  const createLauncher = () =>
    chromeLauncher({
      launchOptions: {
        executablePath,
        // As users have it: sandboxed frames run in a process of their own. Puppeteer turns that off, and takes the flag out of the
        // array it is given.
        args: [...args, '--enable-features=IsolateSandboxedIframes'],
        acceptInsecureCerts: true,
      },
    });
  return { createLauncher, stop: () => undefined };
}

async function firefox() {
  const executablePath = need(process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr', 'Firefox');
  const launchOptions = { browser: 'firefox', executablePath, headless: true, acceptInsecureCerts: true };
  return { createLauncher: () => chromeLauncher({ launchOptions }), stop: () => undefined };
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a program and resolves when its port answers. */
async function startDriver(command, args, port, env) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  const died = new Promise((_, reject) =>
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`))),
  );
  const answers = async () => {
    for (let attempt = 0; attempt < 100; attempt++) {
      const ok = await fetch(`http://127.0.0.1:${port}/status`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${command} did not answer on port ${port}`);
  };
  await Promise.race([answers(), died]);
  died.catch(() => undefined);
  return child;
}

async function webkit() {
  need('/usr/bin/WebKitWebDriver', 'WebKitWebDriver');
  const binary = need(
    process.env.WEBKIT_PATH ??
      `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`,
    'WebKit’s MiniBrowser',
  );
  need('/usr/bin/Xvfb', 'Xvfb');
  const display = `:${90 + (process.pid % 100)}`;
  const screen = spawn('Xvfb', [display, '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: 'ignore',
  });
  const port = await freePort();
  const driver = await startDriver('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], port, {
    DISPLAY: display,
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    LIBGL_ALWAYS_SOFTWARE: '1',
  });
  const stop = () => {
    driver.kill();
    screen.kill();
  };
  // However the run ends: a display and a driver that nobody stops stay for ever.
  process.once('exit', stop);
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    acceptInsecureCerts: true,
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  });
  return {
    createLauncher: () =>
      seleniumLauncher({
        driverBuilder: new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities),
      }),
    stop,
  };
}

export const ENGINES = { chromium, firefox, webkit };
