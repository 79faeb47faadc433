import { useState } from 'react';
import { Link } from 'react-router';
import { useStudio } from '../studio-context.tsx';
import { AuthField, Credentials } from './auth-field.tsx';
import { AuthPage } from './auth-page.tsx';

const SHORTEST_PASSWORD = 8;

export function SignUpPage() {
  const { session } = useStudio();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  const check = () => {
    if (!name.trim() || !email.trim()) return 'Enter your name and your email address.';
    if (password.length < SHORTEST_PASSWORD)
      return `Choose a password of at least ${SHORTEST_PASSWORD} characters.`;
    return undefined;
  };

  return (
    <AuthPage
      title="Create your account"
      action="Create account"
      check={check}
      submit={() => session.signUp({ name, email, password })}
      footer={
        <p>
          Have one already?{' '}
          <Link to="/" className="focus-ring rounded font-medium underline underline-offset-4">
            Sign in
          </Link>
        </p>
      }
    >
      <AuthField label="Name" autoComplete="name" maxLength={100} value={name} onEnter={setName} />
      <Credentials email={email} onEmail={setEmail} password={password} onPassword={setPassword} isNew />
    </AuthPage>
  );
}
