import { SignInPage } from './session/sign-in-page.tsx';
import { SignedIn } from './signed-in.tsx';
import { useStore } from './store.ts';
import { useStudio } from './studio-context.tsx';

/** Signed out: the form. Signed in: the app, anew for each session. */
export function App() {
  const { session } = useStudio();
  const { current } = useStore(session);
  if (!current) return <SignInPage />;
  return <SignedIn key={current.token} session={current} />;
}
