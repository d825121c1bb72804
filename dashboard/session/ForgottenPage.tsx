import { confirmResetPassword, resetPassword } from 'aws-amplify/auth';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useLocation } from 'wouter';
import { TextField } from '../components/Field.tsx';
import { CodeField, PasswordField } from './secretFields.tsx';
import { SessionForm } from './SessionForm.tsx';

const back = <Link href="/">Sign in</Link>;

/** A new password for somebody who has forgotten theirs, by a code that is sent to them. */
export function ForgottenPage() {
  const [username, setUsername] = useState<string>();
  const [, navigate] = useLocation();
  if (username === undefined)
    return (
      <SessionForm
        key="name"
        title="A new password"
        lead="We send a code to your e-mail address."
        action="Send a code"
        act={async (field) => {
          const name = field('username').trim();
          await resetPassword({ username: name });
          setUsername(name);
        }}
        links={back}
      >
        <TextField label="E-mail or user name" name="username" autoComplete="username" isRequired autoFocus />
      </SessionForm>
    );
  return (
    <SessionForm
      key="code"
      title="A new password"
      lead="If there is such an account, a code is on its way to its e-mail address. It is good for an hour."
      action="Save"
      act={async (field) => {
        await confirmResetPassword({
          username,
          confirmationCode: field('code').trim(),
          newPassword: field('password'),
        });
        navigate('/');
      }}
      links={back}
    >
      <CodeField />
      <PasswordField label="New password" autoComplete="new-password" />
    </SessionForm>
  );
}
