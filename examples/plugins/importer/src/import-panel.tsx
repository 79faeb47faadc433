import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import { Empty, type PanelChildren, type PanelRender, Stack, Table, Text } from '@fluxstudio/plugin-sdk/ui';
import type { ImportSession, ImportState } from './import-session.ts';

type StateOf<S extends ImportState['step']> = Extract<ImportState, { step: S }>;

interface Drawn {
  readonly title: string;
  /** What has come of the step before. */
  readonly result: string;
  readonly tone: 'default' | 'warning' | 'success';
  readonly body: PanelChildren;
  readonly action: string;
}

/** Three steps: a file, what is in it, and what has become of it. */
export function importPanel({ events }: FluxStudioAPI, session: ImportSession): PanelRender {
  return async (root, panel) => {
    let chosen: string | undefined;
    const heading = panel.document.createElement('Heading');
    heading.setAttribute('level', 3);
    // The same text in each step, so that its changes are read out.
    const result = panel.document.createElement('Text');
    result.setAttribute('live', 'polite');
    const body = panel.document.createElement('Stack');
    const select = panel.document.createElement('Select');
    select.setAttribute('label', 'File');
    select.addEventListener('change', ({ value }) => {
      chosen = value;
    });
    // The same button in each step, so that the focus stays on it.
    const next = panel.document.createElement('Button');
    next.setAttribute('variant', 'primary');
    next.addEventListener('press', () => {
      const { step } = session.state();
      if (step === 'check') return session.add();
      return step === 'done' || chosen === undefined ? session.start() : session.read(chosen);
    });
    const restart = panel.document.createElement('Button');
    restart.setAttribute('variant', 'ghost');
    restart.append('Choose another file');
    restart.addEventListener('press', async () => {
      await session.start();
      // There is nothing to choose from where the files are gone.
      (select.isConnected ? select : next).focus();
    });

    const drawChoice = ({ files, message }: StateOf<'choose'>): Drawn => {
      if (!files.some((path) => path === chosen)) chosen = files[0];
      select.setAttribute(
        'options',
        files.map((path) => ({ value: path, label: path.slice(-200) })),
      );
      select.value = chosen ?? '';
      return {
        title: 'Step 1 of 3: choose a file',
        result: message,
        tone: 'warning',
        body: files.length === 0 ? NO_FILES : select,
        action: chosen === undefined ? 'Look again' : 'Read file',
      };
    };
    const drawn = (state: ImportState): Drawn => {
      switch (state.step) {
        case 'choose':
          return drawChoice(state);
        case 'check':
          return drawCheck(state);
        case 'done':
          return drawDone(state);
      }
    };
    const draw = () => {
      const state = session.state();
      const now = drawn(state);
      heading.textContent = now.title;
      result.setAttribute('tone', now.tone);
      result.textContent = now.result;
      body.replaceChildren(now.body);
      next.textContent = now.action;
      next.setAttribute('busy', session.busy());
      next.setAttribute('disabled', state.step === 'check' && shapesToAdd(state) === 0);
      restart.setAttribute('disabled', session.busy());
      if (state.step !== 'check') restart.remove();
      else if (!restart.isConnected) next.parentNode?.append(restart);
    };

    root.append(
      <Stack>
        {heading}
        {result}
        {body}
        <Stack direction="row" gap="small" wrap>
          {next}
        </Stack>
      </Stack>,
    );
    draw();
    const end = session.onDidChange(draw);
    const following = events.on('files:changed', () => void session.refresh());
    if (session.state().step === 'choose') await session.start();
    return () => {
      end();
      following.dispose();
    };
  };
}

const NO_FILES = (
  <Empty
    icon="📄"
    title="No lists of shapes"
    description="Add a .csv, .json or .jsonl file to the project."
  />
);

function drawCheck(state: StateOf<'check'>): Drawn {
  const { path, result, room } = state;
  const bad = result.rows - result.good;
  const first = bad > result.skipped.length ? `, the first ${result.skipped.length} of them` : '';
  const count = shapesToAdd(state);
  return {
    title: 'Step 2 of 3: check',
    result: `${path}: ${counted(result.rows, 'row')}, ${counted(result.good, 'shape')}.`,
    tone: 'default',
    body: [
      count < result.good && (
        <Text tone="warning">{`The board has room for ${room} more: the first ${count} are added.`}</Text>
      ),
      bad > 0 && [
        <Text tone="warning">{`${counted(bad, 'row')} skipped${first}:`}</Text>,
        <Table
          label="Skipped rows"
          height={160}
          columns={[
            { id: 'line', label: 'Line', align: 'end', width: 60 },
            { id: 'reason', label: 'The row …', width: 320 },
          ]}
          rows={result.skipped.map(({ line, reason }, index) => ({
            id: `${index}`,
            cells: { line, reason },
          }))}
        />,
      ],
    ],
    action: `Add ${counted(count, 'shape')}`,
  };
}

function drawDone({ path, added, of }: StateOf<'done'>): Drawn {
  const all = added === of;
  return {
    title: 'Step 3 of 3: done',
    result: `${all ? counted(added, 'shape') : `${added} of ${counted(of, 'shape')}`} added from ${path}.`,
    tone: all ? 'success' : 'warning',
    body: null,
    action: 'Import another file',
  };
}

function shapesToAdd({ result, room }: StateOf<'check'>): number {
  return Math.min(result.shapes.length, room);
}

function counted(count: number, thing: string): string {
  return count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
}
