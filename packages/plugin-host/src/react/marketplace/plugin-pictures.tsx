import {
  type ComponentType,
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import { useStrings } from '../strings/use-strings.tsx';
import { Button } from '../ui/button.tsx';

interface PluginPictures {
  /** The other sites that pictures wait for. */
  readonly waiting: readonly string[];
  isShown(host: string): boolean;
  /** Called for each picture that waits, so that the question names every site. */
  ask(host: string): void;
  /** Loads those of some sites. What comes later from yet another one is asked about anew. */
  show(hosts: readonly string[]): void;
  /** Asked before, where the button alone could be put under a pointer. */
  readonly question?: ComponentType<PicturesQuestionProps> | undefined;
}

export interface PicturesQuestionProps {
  /** As they were when the question was asked. */
  readonly hosts: readonly string[];
  onShow(): void;
  onClose(): void;
}

const NO_SHOW = () => undefined;
const PicturesContext = createContext<PluginPictures>({
  waiting: [],
  isShown: () => false,
  ask: NO_SHOW,
  show: NO_SHOW,
});

const NO_HOSTS: readonly string[] = [];

export interface PluginPicturesProviderProps {
  /** Hosts whose pictures are loaded at once, or `*` for all. */
  readonly trustedHosts: readonly string[] | undefined;
  readonly question?: ComponentType<PicturesQuestionProps>;
  readonly children: ReactNode;
}

/**
 * Where the pictures of one plugin are shown. Another site's are loaded when the user says so: that site learns who looks at the plugin,
 * before anything was installed. The answer is forgotten with the view.
 */
export function PluginPicturesProvider({
  trustedHosts = NO_HOSTS,
  question,
  children,
}: PluginPicturesProviderProps) {
  const [asked, setAsked] = useState(NO_HOSTS);
  const [allowed, setAllowed] = useState(NO_HOSTS);
  const ask = useCallback(
    (host: string) => setAsked((before) => (before.includes(host) ? before : [...before, host])),
    [],
  );
  const pictures = useMemo<PluginPictures>(() => {
    const isShown = (host: string) =>
      trustedHosts.includes('*') || trustedHosts.includes(host) || allowed.includes(host);
    return {
      waiting: asked.filter((host) => !isShown(host)),
      isShown,
      ask,
      show: (hosts) => setAllowed((before) => [...before, ...hosts]),
      question,
    };
  }, [trustedHosts, asked, allowed, ask, question]);
  return <PicturesContext.Provider value={pictures}>{children}</PicturesContext.Provider>;
}

/** Whether a picture may be loaded: one that is embedded or of the app itself always. */
export function usePictureShown(address: string): boolean {
  const { isShown, ask } = useContext(PicturesContext);
  const host = foreignHost(address);
  const shown = host === null || isShown(host);
  useEffect(() => {
    if (!shown && host !== null) ask(host);
  }, [shown, host, ask]);
  return shown;
}

function foreignHost(address: string): string | null {
  const { protocol, origin, host } = new URL(address);
  return protocol === 'data:' || origin === location.origin ? null : host;
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
  const shown = usePictureShown(address);
  if (!shown) return hidden === undefined ? <ShowPictures address={address} /> : hidden;
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
  const { waiting, show, question: Question } = useContext(PicturesContext);
  const [questioned, setQuestioned] = useState<readonly string[] | null>(null);
  if (usePictureShown(address)) return null;
  const host = foreignHost(address) ?? '';
  const others = waiting.filter((other) => other !== host);
  const hosts = [host, ...others];
  const onClick = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    if (Question) return setQuestioned(hosts);
    // The button goes. What scrolls around it takes the focus.
    currentTarget.closest<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    show(hosts);
  };
  return (
    <>
      <Button onClick={onClick} className={PLACEHOLDER}>
        <span>
          {others.length > 0
            ? elements('detail.pictures.others', { host: <bdi>{host}</bdi>, count: others.length })
            : elements('detail.pictures', { host: <bdi>{host}</bdi> })}
        </span>
      </Button>
      {Question && questioned && (
        <Question hosts={questioned} onShow={() => show(questioned)} onClose={() => setQuestioned(null)} />
      )}
    </>
  );
}

/** The host is what the question is about: it is never cut off. */
const PLACEHOLDER =
  'me-1 my-0.5 !h-auto min-h-8 max-w-full py-1 text-start !whitespace-normal [overflow-wrap:anywhere]';
