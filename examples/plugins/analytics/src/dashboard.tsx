import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import {
  Button,
  Empty,
  Grid,
  type PanelElement,
  type PanelRender,
  Skeleton,
  Stack,
  Tabs,
} from '@fluxstudio/plugin-sdk/ui';
import { type ChartReport, type Report, sortRows } from './report.ts';
import { createSources, TABS, type TabId } from './source.ts';

interface View {
  readonly tab: TabId;
  readonly sort?: { readonly column: string; readonly descending: boolean };
}

const LABELS: Readonly<Record<TabId, string>> = { board: 'Board', files: 'Files', projects: 'Projects' };
/** What the app says has changed, and which tabs show it. */
const EVENTS: readonly (readonly [event: string, tabs: readonly TabId[]])[] = [
  ['board:changed', ['board']],
  ['files:changed', ['files']],
  ['projects:changed', ['projects']],
  ['project:opened', TABS],
];

/** Charts and a table of what one tab is about, up to date while somebody looks. */
export function dashboard(api: FluxStudioAPI): PanelRender {
  return async (root, panel) => {
    const sources = createSources(api);
    const stale = new Set<TabId>(TABS);
    let view: View = panel.getState<View>() ?? { tab: 'board' };

    const summary = panel.document.createElement('Text');
    summary.setAttribute('tone', 'muted');
    summary.setAttribute('live', 'polite');
    const content = panel.document.createElement('Stack');
    const charts = [panel.document.createElement('Chart'), panel.document.createElement('Chart')] as const;
    const table = panel.document.createElement('Table');
    table.addEventListener('sort', ({ column, descending }) =>
      change({ ...view, sort: { column, descending } }),
    );
    const figures = (
      <Grid minWidth={220} gap="large">
        {charts}
        {table}
      </Grid>
    );

    const draw = () => {
      const source = sources[view.tab];
      const report = source.report();
      const problem = source.problem();
      summary.textContent = report?.summary ?? '';
      if (problem !== undefined)
        content.replaceChildren(<Empty icon="📊" title="Nothing to count" description={problem} />);
      else if (!report) content.replaceChildren(<Skeleton lines={4} label="Counting" />);
      else {
        drawChart(charts[0], report.charts[0]);
        drawChart(charts[1], report.charts[1]);
        drawTable(report);
        if (!table.isConnected) content.replaceChildren(figures);
      }
    };
    const drawTable = ({ columns, rows }: Report) => {
      const { sort } = view;
      table.setAttribute('label', `${LABELS[view.tab]} in figures`);
      table.setAttribute(
        'columns',
        columns.map((column) => ({ ...column, sortable: true })),
      );
      table.setAttribute('rows', sort ? sortRows(rows, sort.column, sort.descending) : rows);
      if (sort) table.setAttribute('sort', sort);
      else table.removeAttribute('sort');
    };
    const change = (next: View) => {
      view = next;
      panel.setState(view);
      draw();
      void refreshShown();
    };
    /** The tab that is seen, if something has changed since it was read: what nobody looks at costs nothing. */
    const refreshShown = async () => {
      const { tab } = view;
      if (!panel.visible || !stale.delete(tab)) return;
      await sources[tab].refresh();
      draw();
    };
    const changed = (tabs: readonly TabId[]) => {
      for (const tab of tabs) stale.add(tab);
      return refreshShown();
    };

    const ends = [
      ...EVENTS.map(([event, tabs]) => api.events.on(event, () => void changed(tabs))),
      panel.onDidChangeVisibility(() => void refreshShown()),
    ];
    root.append(
      <Stack>
        <Stack direction="row" align="center" justify="between" wrap>
          {summary}
          <Button onPress={() => changed(TABS)}>Refresh</Button>
        </Stack>
        <Tabs
          label="What is counted"
          value={view.tab}
          items={TABS.map((id) => ({ id, label: LABELS[id] }))}
          onChange={({ value }) => {
            const tab = TABS.find((id) => id === value);
            if (tab) change({ tab });
          }}
        >
          {content}
        </Tabs>
      </Stack>,
    );
    draw();
    await refreshShown();
    return () => {
      for (const end of ends) end.dispose();
    };
  };
}

function drawChart(element: PanelElement<'Chart'>, { type, label, labels, series }: ChartReport): void {
  element.setAttribute('type', type);
  element.setAttribute('label', label);
  element.setAttribute('labels', labels);
  element.setAttribute('series', series);
}
