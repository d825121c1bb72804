import { confirmSignIn, signIn, type SignInOutput } from 'aws-amplify/auth';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { useLocation } from 'wouter';
import { TextField } from '../components/Field.tsx';
import { CodeField, PasswordField } from './secretFields.tsx';
import { SessionForm } from './SessionForm.tsx';

type Step = SignInOutput['nextStep'];

interface StepProps {
  readonly onStep: (step: Step) => void;
}

/** Sign-in, with what Cognito asks for beyond a password. Once it is done, the session says so, and this page goes. */
export function SignInPage({ selfSignUp }: { readonly selfSignUp: boolean }) {
  const [step, setStep] = useState<Step>();
  const [, navigate] = useLocation();
  const onStep = (next: Step) => {
    if (next.signInStep === 'CONFIRM_SIGN_UP') navigate('/confirm');
    else if (next.signInStep === 'RESET_PASSWORD') navigate('/forgotten');
    else setStep(next);
  };
  switch (step?.signInStep) {
    case 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED':
      return <NewPassword onStep={onStep} />;
    case 'CONFIRM_SIGN_IN_WITH_TOTP_CODE':
      return <Authenticator onStep={onStep} lead="Open your authenticator app and type what it shows." />;
    case 'CONTINUE_SIGN_IN_WITH_TOTP_SETUP':
      return <Authenticator onStep={onStep} secret={step.totpSetupDetails.sharedSecret} />;
    default:
      return <Password onStep={onStep} selfSignUp={selfSignUp} />;
  }
}

const Password = ({ onStep, selfSignUp }: StepProps & { readonly selfSignUp: boolean }) => (
  <SessionForm
    title="Sign in"
    action="Sign in"
    act={async (field) => {
      const { nextStep } = await signIn({ username: field('username').trim(), password: field('password') });
      onStep(nextStep);
    }}
    links={
      <>
        <Link href="/forgotten">I have forgotten my password</Link>
        {selfSignUp && <Link href="/sign-up">I am new here</Link>}
      </>
    }
  >
    <TextField label="E-mail or user name" name="username" autoComplete="username" isRequired autoFocus />
    <PasswordField label="Password" autoComplete="current-password" />
  </SessionForm>
);

const NewPassword = ({ onStep }: StepProps) => (
  <SessionForm
    title="Choose a new password"
    lead="The one that you were given is only for the first time."
    action="Save and sign in"
    act={async (field) => {
      const { nextStep } = await confirmSignIn({ challengeResponse: field('password') });
      onStep(nextStep);
    }}
  >
    <PasswordField label="New password" autoComplete="new-password" autoFocus />
  </SessionForm>
);

interface AuthenticatorProps extends StepProps {
  readonly lead?: string;
  /** What an app is set up with, where there is none yet. */
  readonly secret?: string;
}

const Authenticator = ({ onStep, lead, secret }: AuthenticatorProps) => (
  <SessionForm
    title={secret === undefined ? 'Your second factor' : 'Set up a second factor'}
    lead={
      lead ?? 'Add an account to your authenticator app with this key, then type the code that the app shows.'
    }
    action="Continue"
    act={async (field) => {
      const { nextStep } = await confirmSignIn({ challengeResponse: field('code').trim() });
      onStep(nextStep);
    }}
  >
    {secret !== undefined && <code>{secret}</code>}
    <CodeField />
  </SessionForm>
);
