import { autoSignIn, confirmSignUp, resendSignUpCode } from 'aws-amplify/auth';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useLocation, useSearch } from 'wouter';
import { Button } from '../components/Button.tsx';
import { TextField } from '../components/Field.tsx';
import { CodeField } from './secretFields.tsx';
import { SessionForm } from './SessionForm.tsx';
import { usernameOf } from './usernameOf.ts';
import { wordsFor } from './wordsFor.ts';

/** Confirms the e-mail address of a new user by the code that was sent there, and signs them in where this page has made them. */
export function ConfirmPage() {
  const [, navigate] = useLocation();
  const [email, setEmail] = useState(new URLSearchParams(useSearch()).get('email') ?? '');
  return (
    <SessionForm
      title="Confirm your e-mail address"
      lead="The code is in the message that we sent you. It is good for a day."
      action="Confirm"
      act={async (field) => {
        const { nextStep } = await confirmSignUp({
          username: usernameOf(email.trim()),
          confirmationCode: field('code').trim(),
        });
        if (nextStep.signUpStep === 'COMPLETE_AUTO_SIGN_IN') await autoSignIn();
        navigate('/');
      }}
      links={
        <>
          <Resend email={email} />
          <Link href="/">Sign in</Link>
        </>
      }
    >
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        value={email}
        onChange={setEmail}
        isRequired
      />
      <CodeField />
    </SessionForm>
  );
}

function Resend({ email }: { readonly email: string }) {
  const [said, setSaid] = useState('');
  const resend = () =>
    resendSignUpCode({ username: usernameOf(email.trim()) }).then(
      () => setSaid('A new code is on its way.'),
      (error: unknown) => setSaid(wordsFor(error)),
    );
  return (
    <div>
      <Button kind="quiet" isDisabled={email.trim() === ''} onPress={() => void resend()}>
        Send a new code
      </Button>
      <p role="status">{said}</p>
    </div>
  );
}
