import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { openStudioApi } from './support/studio-api.ts';
import { failStudioProcess, startStudioProcess } from './support/studio-process.ts';

const scripts = fileURLToPath(new URL('../../../scripts/', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flux-e2e-'));
  cpSync(inject('emptyStudio'), join(folder, 'data'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the server of the studio', () => {
  it('tells anybody whether it works, and the frame what to run', async () => {
    const studio = await startStudioProcess(join(folder, 'data'));
    for (const path of ['/health', '/runtime']) {
      const [got, head] = await Promise.all(
        ['GET', 'HEAD'].map((method) => fetch(`${studio.url}/api/plugins${path}`, { method })),
      );
      expect([got?.status, head?.status], path).toEqual([200, 200]);
      expect(head?.headers.get('content-type')).toBe(got?.headers.get('content-type'));
      expect(await got?.text()).not.toBe('');
      expect(await head?.text()).toBe('');
    }
    for (const [method, path] of [
      ['POST', '/runtime'],
      ['GET', '/runtime/more'],
      ['HEAD', ''],
    ])
      expect((await fetch(`${studio.url}/api/plugins${path}`, { method })).status).toBe(401);
    await studio.stop();
  });

  it('ends the streams of events when it stops, rather than cutting them off', async () => {
    const studio = await startStudioProcess(join(folder, 'data'));
    const call = await openStudioApi(studio.url);
    const stream = await call('/plugins/events');
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const [text] = await Promise.all([stream.text(), studio.stop()]);
    expect(text).toContain('event: ready');
  });

  it('keeps another studio off its data', async () => {
    const studio = await startStudioProcess(join(folder, 'data'));
    const other = await failStudioProcess({ DATA_DIR: join(folder, 'data') });
    await studio.stop();
    expect(other.code).toBe(1);
    expect(other.output.trim().split('\n')).toHaveLength(1);
    expect(other.output).toMatch(/is in use by another process \(pid \d+\): stop it.* DATA_DIR/);
  });

  it('says in one line why it cannot start', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, resolve));
    const { port } = blocker.address() as { port: number };
    const taken = await failStudioProcess({ PORT: String(port), DATA_DIR: join(folder, 'other') });
    blocker.close();
    expect(taken.code).toBe(1);
    expect(taken.output.trim().split('\n')).toHaveLength(1);
    expect(taken.output).toContain(String(port));

    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const unwritable = await failStudioProcess({ DATA_DIR: join(file, 'data') });
    expect(unwritable.code).toBe(1);
    expect(unwritable.output.trim().split('\n')).toHaveLength(1);
    expect(unwritable.output).toContain(file);
  });

  // Windows has no signals.
  it.runIf(process.platform !== 'win32')('ends with “npm start”, whatever stands in between', async () => {
    // In place of npx and what it would start: a shell that passes no signal on.
    const npx = join(folder, 'npx');
    const studio = JSON.stringify(join(scripts, 'studio.mjs'));
    writeFileSync(npx, `#!/bin/sh\n${JSON.stringify(process.execPath)} ${studio}\ntrue\n`);
    chmodSync(npx, 0o755);
    const started = spawn(process.execPath, [join(scripts, 'boot.mjs'), 'studio'], {
      env: {
        ...process.env,
        PATH: `${folder}${delimiter}${process.env.PATH}`,
        SKIP_BUILD: '1',
        PORT: '0',
        DATA_DIR: join(folder, 'data'),
      },
    });
    let output = '';
    const url = await new Promise<string>((resolve, reject) => {
      started.stdout.on('data', (chunk) => {
        output += chunk;
        const address = /http:\/\/\S+/.exec(output)?.[0];
        if (address && output.includes('Sign in')) resolve(address);
      });
      started.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${output}`)));
    });
    expect((await fetch(`${url}/api/plugins/health`)).status).toBe(200);
    started.kill('SIGTERM');
    // All that hold its output have ended then, the server among them.
    await once(started, 'close');
    await expect(fetch(`${url}/api/plugins/health`)).rejects.toThrow();
  });
});
