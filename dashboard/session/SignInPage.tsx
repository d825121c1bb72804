import { confirmSignIn, signIn, type SignInOutput } from 'aws-amplify/auth';
import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../components/Button.tsx';
import { TextField } from '../components/Field.tsx';
import { Problem } from '../components/Problem.tsx';
import { SessionCard } from './SessionCard.tsx';
import { useStep } from './useStep.ts';

type Step = SignInOutput['nextStep'];

/** Sign-in, with what Cognito asks for beyond a password. Once it is done, the session says so and this page goes. */
export function SignInPage({ children }: { readonly children?: ReactNode }) {
  const [step, setStep] = useState<Step>();
  if (step?.signInStep === 'CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED')
    return <NewPassword onStep={setStep} />;
  return <Password onStep={setStep}>{children}</Password>;
}

interface StepProps {
  readonly onStep: (step: Step) => void;
  readonly children?: ReactNode;
}

function Password({ onStep, children }: StepProps) {
  const { run, isPending, problem } = useStep();
  return (
    <SessionCard title="Sign in">
      <Form
        onSubmit={run(async ({ username = '', password = '' }) => {
          const { nextStep } = await signIn({ username, password });
          onStep(nextStep);
        })}
      >
        <TextField label="E-mail or user name" name="username" autoComplete="username" isRequired autoFocus />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          isRequired
        />
        {problem !== undefined && <Problem title={problem} />}
        <Button type="submit" kind="primary" isPending={isPending}>
          Sign in
        </Button>
      </Form>
      {children}
    </SessionCard>
  );
}

function NewPassword({ onStep }: StepProps) {
  const { run, isPending, problem } = useStep();
  return (
    <SessionCard title="Choose a new password" lead="The one that you were given is only for the first time.">
      <Form
        onSubmit={run(async ({ password = '' }) => {
          const { nextStep } = await confirmSignIn({ challengeResponse: password });
          onStep(nextStep);
        })}
      >
        <TextField
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          description="At least 12 characters, with small and capital letters, a digit and a symbol."
          isRequired
          autoFocus
        />
        {problem !== undefined && <Problem title={problem} />}
        <Button type="submit" kind="primary" isPending={isPending}>
          Save and sign in
        </Button>
      </Form>
    </SessionCard>
  );
}
