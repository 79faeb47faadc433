import { bootstrapHash } from '@fluxstudio/plugin-protocol/frame/document';
import { expect } from 'chai';
import type { FrameOptions } from '../../../src/sandbox/frame.ts';
import { engine } from '../../support/escape/engine.ts';
import { evaluate, pluginIn } from '../../support/escape/environments.ts';
import { openPage } from '../../support/escape/pages.ts';
import type { App } from './app.page.ts';

/** What FluxStudio sends: neither worker-src nor child-src. */
const APP = {
  'default-src': "'self'",
  'script-src': "'self' https://accounts.google.com",
  'connect-src': "'self'",
  'frame-src': "'self'",
  'object-src': "'none'",
};
const write = (directives: Record<string, string>) =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

const WASM = `await WebAssembly.instantiate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); return self.origin`;

describe('the policy of the page', () => {
  /** Runs a plugin in a page under a policy; resolves with its result or with the sandbox's error. */
  async function under(
    policy: Record<string, string>,
    frame: FrameOptions,
    { body = 'return self.origin', format }: { body?: string; format?: 'esm' | 'cjs' } = {},
  ): Promise<unknown> {
    const page = await openPage<App>(new URL('./app.page.js', import.meta.url), write(policy));
    try {
      return await page.app.run(body, { handshakeDeadline: 1_000, ...frame }, format).catch((error) => error);
    } finally {
      page.close();
    }
  }
  const served = { frameUrl: '/test/runtime' };

  it('that FluxStudio sends: the served frame works unchanged', async () => {
    expect(await under(APP, served)).to.equal('null');
    expect(await under(APP, served, { format: 'cjs' })).to.equal('null');
    expect(await under(APP, served, { body: WASM })).to.equal('null');
  });

  it('frame-src none: the error names frame-src', async () => {
    const error = await under({ ...APP, 'frame-src': "'none'" }, served);
    expect(error).to.include({ code: 'SANDBOX_FAILED' });
    expect(String(error)).to.contain('frame-src').and.to.contain('/test/runtime');
  });

  /** What the error says a page must allow for a frame from srcdoc. */
  const names = (error: unknown) => {
    expect(error).to.include({ code: 'SANDBOX_FAILED' });
    expect(String(error))
      .to.contain(`script-src '${bootstrapHash}' blob:`)
      .and.to.contain("'wasm-unsafe-eval'")
      .and.to.contain('worker-src')
      .and.to.contain('sandbox.frameUrl');
  };
  const allow = (sources: string) => ({
    ...APP,
    'script-src': `${APP['script-src']} '${bootstrapHash}'${sources}`,
  });
  /** Nothing but the page's own script, and what a frame from srcdoc needs. */
  const LEAST = { 'default-src': "'none'", 'script-src': `'self' '${bootstrapHash}' blob:` };

  for (const [name, policy] of Object.entries({
    'that FluxStudio sends': APP,
    'that allows blobs, but not the bootstrap': { ...APP, 'script-src': `${APP['script-src']} blob:` },
    'that allows the bootstrap, but no blobs': allow(''),
    'whose worker-src allows no blobs': { ...LEAST, 'worker-src': "'self'" },
    'whose child-src allows no blobs': { ...LEAST, 'child-src': "'self'" },
  })) {
    it(`${name}: a frame from srcdoc fails with what the page would have to allow`, async () => {
      names(await under(policy, {}));
    });
  }

  it('that allows the bootstrap and its worker: srcdoc starts, but no plugin can be loaded', async () => {
    expect(await under({ ...allow(''), 'worker-src': "'self' blob:" }, {})).to.include({
      code: 'LOAD_FAILED',
    });
  });

  for (const [name, policy] of Object.entries({
    'that allows no more than the bootstrap and blobs': LEAST,
    'with more than that': allow(' blob:'),
    'with a worker-src that allows blobs': { ...LEAST, 'worker-src': 'blob:' },
    'with a child-src that allows blobs': { ...LEAST, 'child-src': 'blob:' },
  })) {
    it(`${name}: srcdoc works, without WebAssembly`, async () => {
      expect(await under(policy, {})).to.equal('null');
      expect(await under(policy, {}, { format: 'cjs' })).to.equal('null');
      expect(String(await under(policy, {}, { body: WASM }))).to.contain('CompileError');
    });
  }

  it('that allows WebAssembly as well: srcdoc has it', async () => {
    const policy = { ...LEAST, 'script-src': `${LEAST['script-src']} 'wasm-unsafe-eval'` };
    expect(await under(policy, {}, { body: WASM })).to.equal('null');
  });
});

describe('a page without cross-origin isolation', () => {
  // WebKit starts no blob worker in an opaque origin under an embedder policy: the header is for isolated pages only.
  const runs = engine !== 'webkit';
  it(`a frame with an embedder policy ${runs ? 'runs' : 'does not run, and says so'}`, async () => {
    const frame = { frameUrl: '/test/runtime?isolated', handshakeDeadline: 1_000 };
    const result = await evaluate(pluginIn(frame), 'return self.origin').catch((error) => error);
    if (runs) expect(result).to.equal('null');
    else expect(result).to.include({ code: 'SANDBOX_FAILED' });
  });
});
