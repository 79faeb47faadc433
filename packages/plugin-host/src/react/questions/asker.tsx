import type { PluginIdentity } from '../../services.ts';
import { useStrings } from '../strings/use-strings.tsx';
import { PluginIcon } from '../ui/plugin-icon.tsx';
import { PluginText } from '../ui/plugin-text.tsx';

/** In the middle of a sentence, and never more than a part of its line. */
export const NAME = '!inline-block max-w-[75%] align-bottom';

export interface AskerProps {
  readonly id?: string;
  readonly plugin: PluginIdentity;
  /** `question.asks`, unless the dialog may just as well only show something. */
  readonly says?: 'question.asks' | 'question.from';
}

/**
 * Who asks: on top of every dialog that a plugin opens, so that it cannot pose as the app. In the colour of the question: the theme of a
 * plugin that hides the one hides the other.
 */
export function Asker({ id, plugin, says = 'question.asks' }: AskerProps) {
  const { elements } = useStrings();
  return (
    <p id={id} className="flex min-w-0 items-center gap-2 text-xs">
      <PluginIcon plugin={plugin} className="h-5 w-5 rounded text-[11px]" />
      <span className="min-w-0 truncate">
        {elements(says, { name: <PluginText text={plugin.name} truncate className={NAME} /> })}
      </span>
    </p>
  );
}
