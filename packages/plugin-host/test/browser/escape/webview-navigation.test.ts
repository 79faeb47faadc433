import { expect } from 'chai';
import { leaked, measure } from '../../support/escape/measure.ts';
import { describeRows } from '../../support/escape/suite.ts';
import { alone, controls, webviews } from '../../support/escape/webview-suite.ts';
import { type DocumentRow, NAVIGATIONS } from './document-rows.ts';
import { MORE_NAVIGATIONS, type NavigationRow, TOP_NAVIGATIONS } from './webview-rows.ts';

/** A row of the sandbox frame's own document: what its two walls let through, one frame alone does. */
const inWebview = ({ leaks: { both = [], plain = [] }, ...row }: DocumentRow): NavigationRow => ({
  ...row,
  leaks: { single: both, plain },
});

describe('where a webview can go', () => {
  describeRows(
    { ...webviews, ...controls },
    { navigation: [...NAVIGATIONS.map(inWebview), ...MORE_NAVIGATIONS].map(alone) },
  );

  it('the top is not navigated', async () => {
    const found = await measure(webviews, TOP_NAVIGATIONS.map(alone), () => false);
    for (const [name, results] of Object.entries(found)) {
      for (const [row, result] of results) expect(leaked(result), `${row}, ${name}`).to.equal(false);
    }
  });
});
