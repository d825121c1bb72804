import './users.css';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { CloudDescription } from '../../CloudDescription.ts';
import { answerChallenge, beginSignIn, type Challenge, type SignInStep } from './cognito.ts';
import type { Users } from './createUsers.ts';
import type { SignInForm } from './SignInRequest.ts';
import type { UserId } from './User.ts';

interface Properties {
  readonly form: SignInForm;
  /** Who is asked for. @default nobody in particular */
  readonly username?: string;
  readonly description: CloudDescription;
  readonly users: Users;
  readonly onDone: (user: UserId) => void;
  readonly onClose: () => void;
}

/** A form for who is not told passwords or keys, and for challenges that follow a password. */
export function SignInDialog({ form, username = '', description, users, onDone, onClose }: Properties) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [challenge, setChallenge] = useState<Challenge>();
  const [failure, setFailure] = useState('');
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);

  const next = (step: SignInStep, name: string) => {
    if ('tokens' in step) onDone(users.enter(name, step.tokens));
    else setChallenge(step.challenge);
  };
  const enter = async (text: (field: string) => string) => {
    if (form === 'apiKey') return onDone(users.enterKey({ apiKey: text('apiKey') }));
    if (form === 'iam') return onDone(users.enterKey(accessKeyOf(text)));
    if (challenge)
      return next(await answerChallenge(description, challenge, text('answer')), challenge.username);
    const name = text('username');
    next(await beginSignIn(description, name, text('password')), name);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    setBusy(true);
    setFailure('');
    enter((field) => textOf(entered, field))
      .catch((error: unknown) =>
        setFailure(
          error instanceof TypeError
            ? 'The server does not answer. Try again when it is back.'
            : String(error instanceof Error ? error.message : error),
        ),
      )
      .finally(() => setBusy(false));
  };

  return (
    <dialog ref={dialog} className="console-dialog" aria-labelledby="sign-in-title" onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id="sign-in-title">{TITLES[form]}</h2>
        {challenge ? (
          <ChallengeFields key={challenge.name} challenge={challenge} />
        ) : (
          <FirstFields form={form} username={username} />
        )}
        {failure && <strong role="alert">{failure}</strong>}
        <div className="console-dialog-buttons">
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button disabled={isBusy}>{challenge || form === 'password' ? 'Sign in' : 'Use it'}</button>
        </div>
      </form>
    </dialog>
  );
}

/** Passwords may begin and end with spaces. */
function textOf(entered: FormData, field: string): string {
  const value = entered.get(field);
  return typeof value === 'string' ? value : '';
}

const TITLES: Readonly<Record<SignInForm, string>> = {
  password: 'Sign in to the user pool',
  apiKey: 'Use an API key',
  iam: 'Sign requests as IAM',
};

const accessKeyOf = (text: (field: string) => string) => ({
  accessKeyId: text('accessKeyId'),
  secretAccessKey: text('secretAccessKey'),
  ...(text('sessionToken') !== '' && { sessionToken: text('sessionToken') }),
});

function FirstFields({ form, username }: { readonly form: SignInForm; readonly username: string }) {
  if (form === 'apiKey') return <Field name="apiKey" label="API key" />;
  if (form === 'iam')
    return (
      <>
        <Field name="accessKeyId" label="Access key id" />
        <Field name="secretAccessKey" label="Secret access key" type="password" />
        <Field name="sessionToken" label="Session token, of a role" isOptional />
      </>
    );
  return (
    <>
      <Field name="username" label="User name" autoComplete="username" value={username} />
      <Field name="password" label="Password" type="password" autoComplete="current-password" />
    </>
  );
}

function ChallengeFields({ challenge: { name, username, secretCode } }: { readonly challenge: Challenge }) {
  if (name === 'NEW_PASSWORD_REQUIRED')
    return (
      <>
        <p>{username} has to choose a new password.</p>
        <Field name="answer" label="New password" type="password" autoComplete="new-password" />
      </>
    );
  return (
    <>
      {secretCode !== undefined && (
        <p>
          The user pool wants a second factor. Enter this key in an authenticator app, then its code here:{' '}
          <code>{secretCode}</code>
        </p>
      )}
      <Field name="answer" label="Code of the authenticator app" autoComplete="one-time-code" />
    </>
  );
}

interface FieldProperties {
  readonly name: string;
  readonly label: ReactNode;
  readonly type?: 'text' | 'password';
  readonly autoComplete?: string;
  readonly value?: string;
  readonly isOptional?: boolean;
}

function Field({
  name,
  label,
  type = 'text',
  autoComplete = 'off',
  value,
  isOptional = false,
}: FieldProperties) {
  return (
    <label>
      {label}
      <input
        name={name}
        type={type}
        autoComplete={autoComplete}
        defaultValue={value}
        required={!isOptional}
        spellCheck={false}
        autoCapitalize="none"
      />
    </label>
  );
}
