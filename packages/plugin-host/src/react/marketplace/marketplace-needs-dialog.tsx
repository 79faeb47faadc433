import { useId, useRef } from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { plainText } from '../ui/plain-text.ts';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';
import type { InstallNeed } from './marketplace-install.ts';
import type { NeedsQuestion } from './use-marketplace-install.ts';

export interface MarketplaceNeedsDialogProps {
  readonly question: NeedsQuestion;
}

/** Says what a plugin needs that is not there, and offers to install it first. */
export function MarketplaceNeedsDialog({
  question: { manifest, needs, answer },
}: MarketplaceNeedsDialogProps) {
  const { text, elements } = useStrings();
  const introId = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  const count = needs.filter(({ kind }) => kind === 'missing').length;
  const title = { name: <PluginText text={manifest.name} /> };
  return (
    <Modal
      label={text('install.needs', { name: plainText(manifest.name) })}
      describedBy={introId}
      onDismiss={() => answer('none')}
      initialFocus={cancel}
      className="max-w-md"
    >
      <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
        <header className="px-5 pb-4 pt-5">
          <h2 className="line-clamp-3 text-[15px] font-semibold leading-5">
            {elements('install.needs', title)}
          </h2>
          <p id={introId} className="mt-1.5 text-[13px] text-neutral-700 dark:text-neutral-300">
            {text('install.needs.intro')}
          </p>
        </header>
        <ul className="min-h-0 flex-1 space-y-3 overflow-y-auto border-y border-neutral-200 px-5 py-4 dark:border-neutral-800">
          {needs.map((need) => (
            <Need key={need.id} need={need} />
          ))}
        </ul>
        <footer className="flex flex-wrap justify-end gap-2 px-5 py-4">
          <Button buttonRef={cancel} onClick={() => answer('none')}>
            {text('manager.cancel')}
          </Button>
          <Button onClick={() => answer('only')}>{text('install.needs.only')}</Button>
          {count > 0 && (
            <Button variant="primary" onClick={() => answer('all')}>
              {text('install.needs.all', { count })}
            </Button>
          )}
        </footer>
      </div>
    </Modal>
  );
}

function Need({ need }: { readonly need: InstallNeed }) {
  const { text } = useStrings();
  const { id, range, kind, manifest, version = '' } = need;
  const name = manifest?.name ?? id;
  return (
    <li className="flex items-start gap-3">
      <PluginIcon plugin={manifest ?? { id, name }} className="h-8 w-8 rounded-md text-sm" />
      <div className="min-w-0 flex-1 text-[13px] leading-[1.125rem]">
        <p className="font-medium">
          <PluginText text={name} truncate />
        </p>
        <p className="mt-0.5 text-neutral-600 [overflow-wrap:anywhere] dark:text-neutral-400">
          {text(`install.needs.${kind}`, { version, range })}
        </p>
      </div>
    </li>
  );
}
