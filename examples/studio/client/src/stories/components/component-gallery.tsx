import source from '../../../../../../packages/plugin-sdk/src/ui/components.ts?raw';
import { elementFacts, kebab } from '../../../../../../scripts/reference/element-facts.mjs';
import { Fixture } from '../fixtures/fixture.tsx';
import { ComponentSection } from './component-section.tsx';

const ELEMENTS = elementFacts(source);

/** Every element that a panel can be made of. */
export function ComponentGallery() {
  return (
    <Fixture>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[10rem_1fr]">
        <nav aria-label="Components" className="self-start lg:sticky lg:top-4">
          <p className="text-lg font-semibold">Components</p>
          <ul className="mt-2 flex flex-wrap gap-x-3 lg:flex-col">
            {ELEMENTS.map(({ name, group }) => (
              <li key={name} className={group ? 'lg:mt-2' : ''}>
                <a
                  href={`#${kebab(name)}`}
                  className="focus-ring inline-block rounded py-1 text-[13px] text-neutral-700 underline-offset-2 hover:underline dark:text-neutral-300"
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex min-w-0 flex-col gap-14">
          {ELEMENTS.map((element) => (
            <ComponentSection key={element.name} element={element} />
          ))}
        </div>
      </div>
    </Fixture>
  );
}
