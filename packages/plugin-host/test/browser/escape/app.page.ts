import type { FrameOptions } from '../../../src/sandbox/frame.ts';
import { asCommonJs, asModule, evaluate, pluginIn } from '../../support/escape/environments.ts';

/** What a test finds on the window of a page that runs this script. */
export interface App {
  /** Runs the body of an async function in a plugin, in a sandbox of this page. */
  run(body: string, frame: FrameOptions, format?: 'esm' | 'cjs'): Promise<unknown>;
}

const app: App = {
  run: (body, frame, format) => evaluate(pluginIn(frame, format === 'cjs' ? asCommonJs : asModule), body),
};
Object.assign(window, app);
