import { signOut, updatePassword } from 'aws-amplify/auth';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { TextField } from '../components/Field.tsx';
import { Card, Loading, Page } from '../components/Page.tsx';
import { useData, useSend } from '../data/hooks.ts';
import { ChangeMyAccountDocument, MyAccountDocument, type MyAccountQuery } from './account.documents.ts';
import { FormCard } from './FormCard.tsx';
import { PasswordField } from './secretFields.tsx';
import { usePerson } from './session.ts';

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

function Names({ account }: { readonly account: NonNullable<MyAccountQuery['getUserAccount']> }) {
  const { mutateAsync } = useSend(ChangeMyAccountDocument, [MyAccountDocument], { provesAddress: true });
  return (
    <FormCard
      title="Name and telephone"
      action="Save"
      done="Saved."
      act={(field) =>
        mutateAsync({
          input: {
            // As it is: where nobody has verified it yet, the request proves it.
            email: account.email,
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
        description="For the desk. With its country, such as +49 40 1234567; may be empty. Where texts go is said with your messages."
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
