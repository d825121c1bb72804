import { signOut, updatePassword } from 'aws-amplify/auth';
import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../components/Button.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { TextField } from '../components/Field.tsx';
import { Card, Loading, Page } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import { useData, useSend } from '../data/hooks.ts';
import { ChangeMyAccountDocument, MyAccountDocument, type MyAccountQuery } from './account.documents.ts';
import styles from './AccountPage.module.css';
import { PasswordField } from './secretFields.tsx';
import { usePerson } from './session.ts';
import { type ReadField, useSubmit } from './useSubmit.ts';

/** Who somebody is here, their password, and where they are signed in. */
export default function AccountPage() {
  const { userId, email, username } = usePerson();
  const { data } = useData(MyAccountDocument, { id: userId });
  const account = data?.getUserAccount;
  return (
    <Page title="My account" lead={email || username}>
      {account ? <Names account={account} /> : <Loading lines={2} />}
      <NewPassword />
      <Card title="Signed in elsewhere?">
        <p>
          If a telephone is lost, or you have used somebody else’s machine: this ends your sessions
          everywhere, this one too. It can take up to an hour until the others notice.
        </p>
        <div>
          <ConfirmDialog
            label="Sign out everywhere"
            title="Sign out everywhere?"
            action="Sign out everywhere"
            onConfirm={() => void signOut({ global: true })}
          >
            You sign in again with your password.
          </ConfirmDialog>
        </div>
      </Card>
    </Page>
  );
}

interface FormCardProps {
  readonly title: string;
  /** What its button says. */
  readonly action: string;
  /** What is said once it is done. */
  readonly done: string;
  readonly act: (field: ReadField) => Promise<unknown>;
  readonly children: ReactNode;
}

function FormCard({ title, action, done, act, children }: FormCardProps) {
  const { onSubmit, isPending, isDone, problem } = useSubmit(act);
  return (
    <Card title={title}>
      <Form className={styles.form ?? ''} onSubmit={onSubmit}>
        {children}
        {problem !== undefined && <Problem title={problem} />}
        <div className={styles.actions}>
          <Button type="submit" isPending={isPending}>
            {action}
          </Button>
          <span role="status">{isDone && done}</span>
        </div>
      </Form>
    </Card>
  );
}

function Names({ account }: { readonly account: NonNullable<MyAccountQuery['getUserAccount']> }) {
  const { mutateAsync } = useSend(ChangeMyAccountDocument, [MyAccountDocument]);
  return (
    <FormCard
      title="Name and telephone"
      action="Save"
      done="Saved."
      act={(field) =>
        mutateAsync({
          input: {
            firstName: field('firstName'),
            lastName: field('lastName'),
            phone: field('phone') === '' ? null : field('phone'),
          },
        })
      }
    >
      <TextField
        label="First name"
        name="firstName"
        autoComplete="given-name"
        defaultValue={account.firstName}
        maxLength={100}
        isRequired
      />
      <TextField
        label="Last name"
        name="lastName"
        autoComplete="family-name"
        defaultValue={account.lastName}
        maxLength={100}
        isRequired
      />
      <TextField
        label="Telephone"
        name="phone"
        type="tel"
        autoComplete="tel"
        description="With its country, such as +49 40 1234567. May be empty."
        defaultValue={account.phone ?? ''}
      />
    </FormCard>
  );
}

const NewPassword = () => (
  <FormCard
    title="Password"
    action="Change password"
    done="Changed."
    act={(field) => updatePassword({ oldPassword: field('oldPassword'), newPassword: field('password') })}
  >
    <PasswordField label="Present password" name="oldPassword" autoComplete="current-password" />
    <PasswordField label="New password" autoComplete="new-password" />
  </FormCard>
);
