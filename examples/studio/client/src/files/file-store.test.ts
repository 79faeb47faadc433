import { expect, it } from 'vitest';
import { createFileStore } from './file-store.ts';

/** A store whose requests are answered by hand, in any order. */
function start() {
  const answers: ((paths: readonly string[] | undefined) => void)[] = [];
  const store = createFileStore(
    () =>
      new Promise((resolve) =>
        answers.push((paths) =>
          resolve(
            paths === undefined
              ? Response.json({ message: 'down' }, { status: 503 })
              : Response.json({ files: paths.map((path) => ({ path, size: 1, modifiedAt: '1' })) }),
          ),
        ),
      ),
    'p1',
  );
  return { store, answers, shown: () => store.getSnapshot().files.map(({ path }) => path) };
}

it('shows the list that was asked for last, whichever comes last', async () => {
  const { store, answers, shown } = start();
  const [first, second] = [store.load(), store.list()];
  answers[1]?.(['new.md']);
  await second;
  answers[0]?.(['old.md']);
  await first;
  expect(shown()).toEqual(['new.md']);
});

it('shows no failure of a request that a later one has overtaken', async () => {
  const { store, answers, shown } = start();
  const [first, second] = [store.load(), store.load()];
  answers[1]?.(['new.md']);
  await second;
  answers[0]?.(undefined);
  await first;
  expect(store.getSnapshot()).toMatchObject({ status: 'ready' });
  expect(shown()).toEqual(['new.md']);
});

it('shows an older list where the later one cannot be had', async () => {
  const { store, answers, shown } = start();
  const [first, second] = [store.load(), store.load()];
  answers[1]?.(undefined);
  await second;
  expect(store.getSnapshot()).toMatchObject({ status: 'failed', problem: 'down' });
  answers[0]?.(['old.md']);
  await first;
  expect(shown()).toEqual(['old.md']);
});
