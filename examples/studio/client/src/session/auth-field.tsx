import type { ComponentProps } from 'react';
import { Field } from '../ui/field.tsx';

export interface AuthFieldProps
  extends Pick<ComponentProps<'input'>, 'type' | 'autoComplete' | 'maxLength' | 'value'> {
  readonly label: string;
  onEnter(value: string): void;
}

/** Something that has to be entered to sign in or up. */
export function AuthField({ label, onEnter, ...input }: AuthFieldProps) {
  return (
    <Field label={label}>
      {(field) => <input {...field} {...input} required onChange={(event) => onEnter(event.target.value)} />}
    </Field>
  );
}

export interface CredentialsProps {
  readonly email: string;
  onEmail(email: string): void;
  readonly password: string;
  onPassword(password: string): void;
  /** Whether it is chosen now; a password manager fills in or makes up one. */
  readonly isNew?: boolean;
}

/** An email address and a password. */
export function Credentials({ email, onEmail, password, onPassword, isNew = false }: CredentialsProps) {
  return (
    <>
      <AuthField label="Email" type="email" autoComplete="username" value={email} onEnter={onEmail} />
      <AuthField
        label="Password"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        value={password}
        onEnter={onPassword}
      />
    </>
  );
}
