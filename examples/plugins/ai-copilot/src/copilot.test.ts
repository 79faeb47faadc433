import { createTestHost, type TestHostOptions } from '@fluxstudio/plugin-sdk/testing';
import { describe, expect, it, vi } from 'vitest';
import { boardNamespace } from '../../../studio/client/src/board/board-namespace.ts';
import { createBoardStore } from '../../../studio/client/src/board/board-store.ts';
import manifest from '../plugin.json' with { type: 'json' };
import plugin from './main.ts';
import { LONGEST_ANSWER, MOST_TURNS } from './turn.ts';

type AiService = NonNullable<NonNullable<TestHostOptions['services']>['ai']>;
type Ask = NonNullable<AiService['chatStream']>;

/** An assistant that answers with what the test sends. */
function assistant() {
  const streams: ReadableStreamDefaultController<string>[] = [];
  const asked: Parameters<Ask>[0][] = [];
  const cancelled = vi.fn();
  const chatStream: Ask = (messages) => {
    asked.push(messages);
    return new ReadableStream<string>({
      start: (controller) => void streams.push(controller),
      cancel: cancelled,
    });
  };
  const newest = async () => {
    await vi.waitFor(() => expect(streams).toHaveLength(asked.length || 1));
    const stream = streams.at(-1);
    if (!stream) throw new Error('Nothing was asked');
    return stream;
  };
  return { ai: { chatStream }, asked, cancelled, newest };
}

const answers = (text: string): AiService => ({
  chatStream: () =>
    new ReadableStream<string>({
      start(controller) {
        controller.enqueue(text);
        controller.close();
      },
    }),
});

async function open(ai: AiService | undefined, options: Partial<TestHostOptions> = {}) {
  const board = createBoardStore();
  const namespaces = [boardNamespace(async () => board)];
  const { services, ...others } = options;
  const host = await createTestHost({
    plugin,
    manifest,
    namespaces,
    services: { ai, ...services },
    ...others,
  });
  const panel = await host.openPanel('copilot');
  const ask = async (question: string) => {
    await panel.find('TextArea').input(question);
    await panel.find('Button', 'Send').press();
  };
  const texts = () => panel.findAll('Markdown').map(({ props }) => props.text);
  /** What is read out when it changes. */
  const told = () => panel.findAll('Text').flatMap(({ props, text }) => (props.live ? [text] : []));
  const finished = () => vi.waitFor(() => expect(panel.find('Button', 'Stop').props.disabled).toBe(true));
  return { host, panel, board, ask, texts, told, finished, [Symbol.asyncDispose]: () => host.dispose() };
}

describe('the copilot', () => {
  it('shows an answer while it comes in', async () => {
    const { ai, asked, newest } = assistant();
    await using copilot = await open(ai);
    const { panel } = copilot;
    expect(panel.find('Empty').props.title).toBe('Ask the copilot');
    await copilot.ask('  Two blues?  ');
    expect(panel.findAll('Empty')).toEqual([]);
    expect(panel.find('TextArea').props.value).toBe('');
    expect(panel.find('Skeleton').props.label).toBe('The copilot is thinking');
    expect(panel.find('Button', 'Send').props.disabled).toBe(true);

    const stream = await newest();
    stream.enqueue('**Sky** ');
    await vi.waitFor(() => expect(copilot.texts()).toEqual(['**Sky** ']));
    expect(panel.findAll('Skeleton')).toEqual([]);
    stream.enqueue('and indigo');
    stream.close();
    await copilot.finished();
    expect(copilot.texts()).toEqual(['**Sky** and indigo']);
    expect(copilot.told()).toEqual(['Answered.']);
    expect(asked[0]?.at(-1)).toEqual({ role: 'user', content: 'Two blues?' });
  });

  it('stops when it is told to, and cancels the answer', async () => {
    const { ai, cancelled, newest } = assistant();
    await using copilot = await open(ai);
    await copilot.ask('A story');
    (await newest()).enqueue('Once upon');
    await vi.waitFor(() => expect(copilot.texts()).toEqual(['Once upon']));
    await copilot.panel.find('Button', 'Stop').press();
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledTimes(1));
    await copilot.finished();
    expect(copilot.told()).toEqual(['Stopped.']);
    expect(copilot.texts()).toEqual(['Once upon']);
  });

  it('tells the assistant what was said before', async () => {
    const { ai, asked, newest } = assistant();
    await using copilot = await open(ai);
    for (const question of ['First?', 'Second?']) {
      await copilot.ask(question);
      const stream = await newest();
      stream.enqueue(`Answer to ${question}`);
      stream.close();
      await copilot.finished();
    }
    expect(asked[1]?.slice(1)).toEqual([
      { role: 'user', content: 'First?' },
      { role: 'assistant', content: 'Answer to First?' },
      { role: 'user', content: 'Second?' },
    ]);
  });

  it.each<[string, AiService | undefined, string]>([
    [
      'a refusal',
      { chatStream: () => Promise.reject(new Error('You have asked too many questions')) },
      'You have asked too many questions',
    ],
    [
      'an answer that breaks off',
      {
        chatStream: () =>
          new ReadableStream({ pull: (controller) => controller.error(new Error('The line is dead')) }),
      },
      'The line is dead',
    ],
    ['no answer', answers(''), 'There was no answer.'],
    ['an app without an assistant', undefined, 'this app does not offer it to plugins'],
  ])('%s is told in its place, and asked again', async (_, ai, message) => {
    await using copilot = await open(ai);
    await copilot.ask('Well?');
    await copilot.finished();
    expect(copilot.panel.text).toContain(message);
    expect(copilot.panel.status.state).toBe('open');
    await copilot.panel.find('Button', 'Ask again').press();
    await copilot.finished();
    expect(copilot.panel.findAll('Markdown')).toHaveLength(2);
    expect(copilot.host.faults).toEqual([]);
  });

  it('says so where it may not ask', async () => {
    await using copilot = await open(answers('Yes'), { grants: ['commands', 'storage', 'ui'] });
    await copilot.ask('Well?');
    await copilot.finished();
    expect(copilot.panel.text).toMatch(/permission/i);
  });

  it('asks nothing where nothing is written', async () => {
    const { ai, asked } = assistant();
    await using copilot = await open(ai);
    await copilot.ask('   ');
    expect(copilot.panel.find('TextArea').props.error).toBe('Write a question first.');
    expect(asked).toEqual([]);
  });

  it('ends an answer that does not end', async () => {
    const { ai, cancelled, newest } = assistant();
    await using copilot = await open(ai);
    await copilot.ask('Everything');
    (await newest()).enqueue('x'.repeat(LONGEST_ANSWER + 1));
    await copilot.finished();
    expect(copilot.texts()).toEqual(['x'.repeat(LONGEST_ANSWER)]);
    expect(copilot.panel.text).toContain('cut off');
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledTimes(1));
  });

  it('keeps the conversation, as much of it as there is room for, until it is cleared', async () => {
    await using copilot = await open(answers('Yes'));
    const { host, panel } = copilot;
    for (let count = 0; count < MOST_TURNS + 2; count++) {
      await copilot.ask(`Question ${count}`);
      await copilot.finished();
    }
    expect(copilot.texts()).toHaveLength(MOST_TURNS);
    expect(host.storage.get('turns')).toHaveLength(MOST_TURNS);
    await host.restart();
    const again = await host.openPanel('copilot');
    expect(again.findAll('Markdown')).toHaveLength(MOST_TURNS);
    expect(again.text).toContain(`Question ${MOST_TURNS + 1}`);
    expect(again.text).not.toContain('Question 1\n');
    await again.find('Button', 'Clear').press();
    expect(again.find('Empty').props.title).toBe('Ask the copilot');
    expect(host.storage.has('turns')).toBe(false);
    expect(panel.status.state).not.toBe('open');
  });

  it('remembers it with the panel where it may store nothing, with what was not sent yet', async () => {
    await using copilot = await open(answers('Yes'), { grants: ['ai', 'commands', 'ui'] });
    await copilot.ask('Still there?');
    await copilot.finished();
    await copilot.host.restart();
    let again = await copilot.host.openPanel('copilot');
    expect(again.find('Markdown').props.text).toBe('Yes');
    await again.find('TextArea').change('And now');
    await copilot.host.restart();
    again = await copilot.host.openPanel('copilot');
    expect(again.find('TextArea').props.value).toBe('And now');
  });

  it('leaves out what it cannot read of an earlier version', async () => {
    const kept = [{ question: 1 }, null, { id: 9, question: 'Old?', answer: 'Half an', state: 'answering' }];
    await using copilot = await open(answers('Yes'), { storage: { turns: kept } });
    expect(copilot.texts()).toEqual(['Half an']);
    expect(copilot.panel.text).toContain('Stopped.');
  });
});

describe('Insert on board', () => {
  it('asks for the board, and puts the answer there as text', async () => {
    await using copilot = await open(answers('Call it **Harbour**'), { consent: 'allow' });
    await copilot.ask('A name?');
    await copilot.finished();
    await copilot.panel.find('Button', 'Insert on board').press();
    await vi.waitFor(() => expect(copilot.told()).toEqual(['It is on the board.']));
    const { shapes, selection } = copilot.board.getSnapshot();
    expect(shapes).toMatchObject([{ kind: 'text', text: 'Call it Harbour' }]);
    expect(selection).toEqual([shapes[0]?.id]);
  });

  it('leaves the board alone where it is not allowed', async () => {
    await using copilot = await open(answers('Harbour'), { consent: 'deny' });
    await copilot.ask('A name?');
    await copilot.finished();
    await copilot.panel.find('Button', 'Insert on board').press();
    await vi.waitFor(() => expect(copilot.panel.text).toContain('may not use your board'));
    expect(copilot.board.getSnapshot().shapes).toEqual([]);
  });
});

describe('Ask the copilot', () => {
  it('asks by a dialog, shows the answer in another, and has it in the panel', async () => {
    const input = vi.fn(() => 'How do I undo?');
    await using copilot = await open(answers('Ctrl+Z'), { services: { interactions: { input } } });
    const run = copilot.host.runCommand('ask');
    const dialog = await copilot.host.openedModal();
    await vi.waitFor(() => expect(dialog.find('Markdown').props.text).toBe('Ctrl+Z'));
    expect(dialog.find('Button', 'Stop').props.disabled).toBe(true);
    await dialog.close();
    expect(await run).toBe('Ctrl+Z');
    expect(copilot.texts()).toEqual(['Ctrl+Z']);
  });

  it('asks nothing where the dialog is closed', async () => {
    const { ai, asked } = assistant();
    await using copilot = await open(ai, { services: { interactions: { input: () => null } } });
    expect(await copilot.host.runCommand('ask')).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
