import { Route, Routes } from 'react-router';
import { SignInPage } from './session/sign-in-page.tsx';
import { SignUpPage } from './session/sign-up-page.tsx';
import { SignedIn } from './signed-in.tsx';
import { useStore } from './store.ts';
import { useStudio } from './studio-context.tsx';

/** Signed out: the forms. Signed in: the app, anew for each session. */
export function App() {
  const { session } = useStudio();
  const { current } = useStore(session);
  if (current) return <SignedIn key={current.token} session={current} />;
  return (
    <Routes>
      <Route path="/sign-up" element={<SignUpPage />} />
      <Route path="*" element={<SignInPage />} />
    </Routes>
  );
}
