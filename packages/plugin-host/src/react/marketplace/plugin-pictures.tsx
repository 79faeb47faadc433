import {
  type ComponentType,
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useState,
  useSyncExternalStore,
} from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';

/** `refused` is what nobody is asked about: there are too many sites. */
export type PictureState = 'shown' | 'waiting' | 'refused';

/** The other sites whose pictures are shown, and what the user has said about them. */
export interface PluginPictures {
  /** A picture is there until what is returned is called. The listener is called when its state has changed. */
  watch(host: string, listener: () => void): () => void;
  stateOf(host: string): PictureState;
  /** Those that wait for an answer now. */
  waiting(): readonly string[];
  /** Loads those of some sites. What comes later from yet another one is asked about anew. */
  allow(hosts: readonly string[]): void;
  /** How many more wait beside one, where its button says so. */
  readonly others?: number;
  /** Asked before, where the button alone could be put under a pointer. */
  readonly question?: ComponentType<PicturesQuestionProps>;
}

export interface PicturesQuestionProps {
  /** As they were when the question was asked. */
  readonly hosts: readonly string[];
  onShow(): void;
  onClose(): void;
}

const NO_HOSTS: readonly string[] = [];
const NOTHING = () => () => undefined;
/** The same object while pictures come and go in a panel: else each new one would draw all others anew. */
export const PicturesContext = createContext<PluginPictures>({
  watch: NOTHING,
  stateOf: () => 'waiting',
  waiting: () => NO_HOSTS,
  allow: NOTHING,
});

/** Whether a picture may be loaded: one that is embedded or of the app itself always. */
export function usePictureState(address: string): PictureState {
  const { watch, stateOf } = useContext(PicturesContext);
  const host = foreignHost(address);
  const subscribe = useCallback(
    (listener: () => void) => (host ? watch(host, listener) : NOTHING()),
    [watch, host],
  );
  const getState = () => (host ? stateOf(host) : 'shown');
  return useSyncExternalStore(subscribe, getState, getState);
}

function foreignHost(address: string): string | null {
  if (/^data:/i.test(address)) return null;
  const { origin, host } = new URL(address);
  return origin === location.origin ? null : host;
}

export interface PluginPictureProps {
  /** Checked before: `https:`, `data:` or of the app. */
  readonly address: string;
  readonly alt: string;
  readonly className: string;
  /** In place of the button, where there can be none, or is one already. */
  readonly hidden?: ReactNode;
  onError?(): void;
}

/** A picture of a plugin, or the button that shows it. It does not tell from where it was asked for. */
export function PluginPicture({ address, alt, className, hidden, onError }: PluginPictureProps) {
  const state = usePictureState(address);
  if (state !== 'shown') {
    if (hidden !== undefined) return hidden;
    return state === 'waiting' ? <ShowPictures address={address} /> : <bdi>{alt}</bdi>;
  }
  return (
    <img
      src={address}
      alt={alt}
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      onError={onError}
      className={className}
    />
  );
}

/** Stands in for a picture that is not loaded yet, and loads all of them. Nothing once it is. */
export function ShowPictures({ address }: { readonly address: string }) {
  const { elements } = useStrings();
  const { waiting, allow, others = 0, question: Question } = useContext(PicturesContext);
  const [questioned, setQuestioned] = useState<readonly string[] | null>(null);
  if (usePictureState(address) !== 'waiting') return null;
  const host = <bdi>{foreignHost(address)}</bdi>;
  const onClick = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    if (Question) return setQuestioned(waiting());
    // The button goes. What scrolls around it takes the focus.
    currentTarget.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    allow(waiting());
  };
  return (
    <>
      <Button onClick={onClick} className={PLACEHOLDER}>
        <span>
          {elements(others > 0 ? 'detail.pictures.others' : 'detail.pictures', { host, count: others })}
        </span>
      </Button>
      {Question && questioned && (
        <Question hosts={questioned} onShow={() => allow(questioned)} onClose={() => setQuestioned(null)} />
      )}
    </>
  );
}

/** The host is what the question is about: it is never cut off. */
const PLACEHOLDER =
  'me-1 my-0.5 !h-auto min-h-8 max-w-full py-1 text-start !whitespace-normal [overflow-wrap:anywhere]';
