import type { FluxStudioAPI } from '@fluxstudio/plugin-sdk';
import {
  Button,
  Empty,
  Heading,
  type PanelElement,
  type PanelRender,
  Stack,
  Text,
} from '@fluxstudio/plugin-sdk/ui';
import { type Finding, MOST_FINDINGS, type SpellChecker } from './spell-checker.ts';

/** Mistakes, what to do about the chosen one, and the user's own words. */
export function spellingPanel(api: FluxStudioAPI, checker: SpellChecker): PanelRender {
  return (root, panel) => {
    /** The chosen mistake, and the chosen word of one's own. */
    let chosen: string | undefined;
    let chosenWord: string | undefined;
    const status = panel.document.createElement('Text');
    status.setAttribute('tone', 'muted');
    status.setAttribute('live', 'polite');
    const check = panel.document.createElement('Button');
    check.setAttribute('variant', 'primary');
    check.append('Check spelling');
    check.addEventListener('press', () => attempt(checker.check));
    const results = panel.document.createElement('Stack');
    const actions = panel.document.createElement('Stack');
    const own = panel.document.createElement('Stack');
    const ownWords = panel.document.createElement('List');
    ownWords.setAttribute('label', 'Your words');
    ownWords.setAttribute('height', 120);
    ownWords.addEventListener('select', ({ id }) => {
      chosenWord = id;
      drawOwn();
    });
    const remove = panel.document.createElement('Button');
    remove.setAttribute('variant', 'ghost');
    remove.append('Remove from dictionary');
    remove.addEventListener('press', () =>
      attempt(async () => {
        if (chosenWord !== undefined) await checker.forget(chosenWord);
        focus(ownWords);
      }),
    );
    const mistakes = panel.document.createElement('List');
    mistakes.setAttribute('label', 'Mistakes');
    mistakes.setAttribute('height', 180);
    mistakes.addEventListener('select', ({ id }) => {
      chosen = id;
      draw();
    });

    /** The button that was pressed is gone, and after the last of a list the list is too. */
    const focus = (list: PanelElement<'List'>) => (list.isConnected ? list : check).focus();
    const attempt = async (step: () => Promise<unknown>) => {
      try {
        await step();
      } catch (error) {
        status.textContent = error instanceof Error ? error.message : String(error);
      }
    };
    const fix = (finding: Finding, word: string) =>
      attempt(async () => {
        const stood = await checker.fix(finding, word);
        if (!stood) status.textContent = `“${finding.word}” is no longer there. The list is up to date now.`;
        focus(mistakes);
      });
    const learn = (word: string) =>
      attempt(async () => {
        await checker.learn(word);
        focus(mistakes);
      });

    const draw = () => {
      const findings = checker.findings();
      status.textContent = describe(findings);
      const index = Math.max(0, findings?.findIndex(({ id }) => id === chosen) ?? 0);
      const finding = findings?.[index];
      chosen = finding?.id;
      mistakes.setAttribute('items', findings?.map(toItem) ?? []);
      mistakes.setAttribute('value', chosen ?? '');
      if (finding === undefined)
        results.replaceChildren(
          findings ? (
            <Empty icon="✅" title="No mistakes" description="Every word is in the dictionary." />
          ) : (
            <Empty icon="📖" title="Not checked yet" description="Texts of the board, and text files." />
          ),
        );
      else if (!mistakes.isConnected) results.replaceChildren(mistakes);
      drawActions(finding);
      drawOwn();
    };

    const drawActions = (finding: Finding | undefined) => {
      if (!finding) return actions.replaceChildren();
      const { word, place } = finding;
      const suggestions = checker.suggest(word);
      actions.replaceChildren(
        <Heading level={3}>{word}</Heading>,
        suggestions.length === 0 && (
          <Text size="small" tone="muted">
            No word is near enough to suggest.
          </Text>
        ),
        <Stack direction="row" gap="small" wrap>
          {suggestions.map((suggestion) => (
            <Button label={`Replace with ${suggestion}`} onPress={() => fix(finding, suggestion)}>
              {suggestion}
            </Button>
          ))}
        </Stack>,
        <Stack direction="row" gap="small" wrap>
          <Button variant="ghost" onPress={() => learn(word)}>
            Add to dictionary
          </Button>
          {place.kind === 'shape' && (
            <Button variant="ghost" onPress={() => attempt(() => api.board.select(place.id))}>
              Show on board
            </Button>
          )}
        </Stack>,
      );
    };

    const drawOwn = () => {
      const words = checker.words();
      if (!words.some((word) => word === chosenWord)) chosenWord = undefined;
      ownWords.setAttribute(
        'items',
        words.map((word) => ({ id: word, title: word })),
      );
      ownWords.setAttribute('value', chosenWord ?? '');
      remove.setAttribute('disabled', chosenWord === undefined);
      if (words.length === 0) own.replaceChildren();
      else if (!ownWords.isConnected)
        own.replaceChildren(<Heading level={3}>Your words</Heading>, ownWords, remove);
    };

    root.append(
      <Stack>
        {check}
        {status}
        {results}
        {actions}
        {own}
      </Stack>,
    );
    draw();
    return checker.onDidChange(draw);
  };
}

/** How many there are, in words. */
export function describe(findings: readonly Finding[] | undefined): string {
  if (!findings) return 'Checks the board and the text files of the open project.';
  if (findings.length === MOST_FINDINGS) return `The first ${MOST_FINDINGS} mistakes`;
  return findings.length === 1 ? '1 mistake' : `${findings.length} mistakes`;
}

function toItem({ id, word, place, line }: Finding) {
  const description = place.kind === 'file' ? `${place.path}, line ${line}` : 'On the board';
  return { id, title: word, description };
}
