import { PluginPanel } from '@fluxstudio/plugin-host/react';
import { useState } from 'react';
import { type ElementFacts, kebab } from '../../../../../../scripts/reference/element-facts.mjs';
import { drawnPanel } from '../fixtures/panel-fixture.tsx';
import { exampleOf } from './component-examples.ts';
import { PropertyList } from './property-list.tsx';
import { Prose } from './prose.tsx';

/** One element: what it is for, an example to use, its code, and what it takes. */
export function ComponentSection({ element }: { readonly element: ElementFacts }) {
  const { name, docs } = element;
  const { code, template } = exampleOf(name);
  const [panel] = useState(() => drawnPanel(name, (root) => root.append(template)));
  const id = kebab(name);
  return (
    <section aria-labelledby={id} className="scroll-mt-4">
      <h2 id={id} className="text-base font-semibold">
        {name}
      </h2>
      {docs.map((paragraph) => (
        <p key={paragraph} className="mt-1 max-w-prose text-neutral-700 dark:text-neutral-300">
          <Prose text={paragraph} />
        </p>
      ))}
      <div className="mt-3 grid items-start gap-4 xl:grid-cols-[24rem_1fr]">
        <div
          data-component={name}
          className="w-full max-w-96 min-w-0 rounded-lg border border-neutral-200 bg-white p-4 dark:border-neutral-800 dark:bg-neutral-950"
        >
          <PluginPanel panel={panel} />
        </div>
        <pre className="min-w-0 rounded-lg bg-neutral-100 p-3 font-mono text-xs leading-5 break-words whitespace-pre-wrap dark:bg-neutral-900">
          {code}
        </pre>
      </div>
      <PropertyList {...element} />
    </section>
  );
}
