import type { ElementFacts } from '../../../../../../scripts/reference/element-facts.mjs';
import { Prose } from './prose.tsx';

interface Row {
  readonly name: string;
  readonly type: string;
  readonly docs: string;
}

/** The properties, events and methods of an element. */
export function PropertyList({ properties, events, methods }: ElementFacts) {
  const rows: readonly Row[] = [
    ...properties.map(({ limits, docs, ...row }) => ({
      ...row,
      docs: limits ? `${docs} (${limits})` : docs,
    })),
    ...events.map(({ type, ...row }) => ({ ...row, type: type ? `event with ${type}` : 'event' })),
    ...methods.map(({ name, docs }) => ({ name: `${name}()`, type: 'method', docs })),
  ];
  if (rows.length === 0) return null;
  return (
    <dl className="mt-4 divide-y divide-neutral-200 border-y border-neutral-200 text-[13px] dark:divide-neutral-800 dark:border-neutral-800">
      {rows.map(({ name, type, docs }) => (
        <div key={name} className="grid gap-x-4 gap-y-0.5 py-1.5 sm:grid-cols-[8rem_1fr]">
          <dt className="font-mono text-xs leading-5 font-medium">{name}</dt>
          <dd className="min-w-0">
            <p>
              <Prose text={docs} />
            </p>
            <p className="break-words font-mono text-xs leading-5 text-neutral-600 dark:text-neutral-400">
              {type}
            </p>
          </dd>
        </div>
      ))}
    </dl>
  );
}
