import type { ReactNode } from 'react';
import { TextField } from '../components/Field.tsx';
import { useData, useSend } from '../data/hooks.ts';
import { CreateMyAccountDocument, MyAccountDocument } from './account.documents.ts';
import { SessionForm } from './SessionForm.tsx';
import { usePerson } from './session.ts';

/** Asks those who are here for the first time for what an account needs. Everybody else sees the page at once. */
export function AccountGate({ children }: { readonly children: ReactNode }) {
  const { userId } = usePerson();
  const { data } = useData(MyAccountDocument, { id: userId });
  return data?.getUserAccount === null ? <Welcome /> : children;
}

function Welcome() {
  const { email, firstName, lastName } = usePerson();
  const { mutateAsync } = useSend(CreateMyAccountDocument, [MyAccountDocument], { provesAddress: true });
  return (
    <SessionForm
      title="Welcome"
      lead="This is how others at Frontdesk will know you."
      action="Continue"
      act={async (field) => {
        await mutateAsync({
          input: { email, firstName: field('firstName'), lastName: field('lastName') },
        });
      }}
    >
      <TextField
        label="First name"
        name="firstName"
        autoComplete="given-name"
        defaultValue={firstName}
        maxLength={100}
        isRequired
        autoFocus
      />
      <TextField
        label="Last name"
        name="lastName"
        autoComplete="family-name"
        defaultValue={lastName}
        maxLength={100}
        isRequired
      />
    </SessionForm>
  );
}
