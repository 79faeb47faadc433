import { describeRows } from '../../support/escape/suite.ts';
import { alone, controls, known, webviews } from '../../support/escape/webview-suite.ts';
import { APP_STATE, type DocumentRow, REQUESTS } from './document-rows.ts';
import { MORE_REQUESTS, type RequestRow } from './webview-rows.ts';

/** By the names of the rows. */
const KNOWN: Readonly<Record<string, ReturnType<typeof known>>> = {
  WebRTC: known(['chromium']),
  preconnect: known(['chromium', 'webkit']),
};

/** A row of the sandbox frame's own document: what gets through without a policy there, does here. */
const inWebview = ({ leaks: { plain = [] }, ...row }: DocumentRow): RequestRow =>
  alone({ ...row, ...(KNOWN[row.name] ?? { leaks: { plain } }) });

describe('what a webview can load, and reach of the app', () => {
  describeRows(
    { webview: webviews.webview, plain: controls.plain },
    {
      requests: [...REQUESTS.map(inWebview), ...MORE_REQUESTS.map(alone)],
      'state of the app': APP_STATE.map(inWebview),
    },
  );
});
