import { useState } from 'react';
import { Link } from 'react-router';
import { useStudio } from '../studio-context.tsx';
import { Credentials } from './auth-field.tsx';
import { AuthPage } from './auth-page.tsx';

export function SignInPage() {
  const { session } = useStudio();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  return (
    <AuthPage
      title="Sign in to FluxStudio"
      action="Sign in"
      check={() => (email.trim() && password ? undefined : 'Enter your email address and your password.')}
      submit={() => session.signIn(email, password)}
      footer={
        <>
          <p>
            New here?{' '}
            <Link to="/sign-up" className="focus-ring rounded font-medium underline underline-offset-4">
              Create an account
            </Link>
          </p>
          <p className="mt-2">
            Demo account:{' '}
            <span className="font-mono text-neutral-800 dark:text-neutral-200">demo@fluxstudio.example</span>,
            password <span className="font-mono text-neutral-800 dark:text-neutral-200">demo-password</span>
          </p>
        </>
      }
    >
      <Credentials email={email} onEmail={setEmail} password={password} onPassword={setPassword} />
    </AuthPage>
  );
}
