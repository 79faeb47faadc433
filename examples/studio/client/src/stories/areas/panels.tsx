import type { PanelRender } from '../../../../../../packages/plugin-sdk/src/ui/index.ts';
import { PanelFixture } from '../fixtures/panel-fixture.tsx';
import { press } from '../play.ts';
import type { Story } from '../story.ts';
import { drawButtons, drawMenu, drawTabs } from './panels/actions.ts';
import { drawCanvas, drawCharts, drawImages, drawMarkdown } from './panels/content.ts';
import { drawFaults, drawFields, drawForm } from './panels/fields.ts';
import { drawColumns, drawLive, drawText, drawWaiting } from './panels/layout.ts';
import { drawList, drawTable, drawTree } from './panels/rows.ts';

const story = (
  name: string,
  shows: string,
  draw: PanelRender,
  more: { readonly wide?: boolean; readonly play?: () => Promise<void> } = {},
): Story => ({
  name: `panel-${name}`,
  shows,
  ...(more.play && { play: more.play }),
  render: () => <PanelFixture title={name} draw={draw} wide={more.wide ?? false} />,
});

/** The gallery: every element that a panel can be made of, drawn by the receiver from operations. */
export const PANEL_STORIES: readonly Story[] = [
  story('text', 'A quiet remark', drawText),
  story('live', '3 mistakes', drawLive, { play: () => press('Check spelling') }),
  story('columns', 'Third', drawColumns),
  story('waiting', 'Nothing here yet', drawWaiting),
  story('buttons', 'Delete all', drawButtons),
  story('menu', 'Duplicate', drawMenu, { play: () => press('Selection') }),
  story('tabs', 'What is in the first tab', drawTabs),
  story('fields', 'Snap to the grid', drawFields),
  story('field-faults', 'An address has an @', drawFaults),
  story('form', 'Invite', drawForm),
  story('list', 'Coral', drawList),
  story('table', 'Member 1', drawTable, { wide: true }),
  story('tree', 'button.tsx', drawTree),
  story('markdown', 'Release notes', drawMarkdown),
  story('images', 'A drawn sun', drawImages),
  story('charts', 'Visits by weekday', drawCharts),
  story('canvas', 'Drawn by commands', drawCanvas),
  story('link', 'Open docs.example.com?', drawText, { play: () => press('the guide') }),
];
