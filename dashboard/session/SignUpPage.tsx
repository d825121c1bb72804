import { signUp } from 'aws-amplify/auth';
import { Link } from 'react-aria-components';
import { useLocation } from 'wouter';
import { TextField } from '../components/Field.tsx';
import { PasswordField } from './secretFields.tsx';
import { SessionForm } from './SessionForm.tsx';
import { usernameOf } from './usernameOf.ts';

/** Makes a user of the pool. The account in the API is made once its owner is in. */
export function SignUpPage() {
  const [, navigate] = useLocation();
  return (
    <SessionForm
      title="Make an account"
      lead="We send a code to your e-mail address."
      action="Make an account"
      act={async (field) => {
        const address = field('email').trim();
        const userAttributes = {
          email: address,
          given_name: field('firstName'),
          family_name: field('lastName'),
        };
        await signUp({
          username: usernameOf(address),
          password: field('password'),
          options: { userAttributes, autoSignIn: true },
        });
        navigate(`/confirm?email=${encodeURIComponent(address)}`);
      }}
      links={
        <>
          <Link href="/">I have an account</Link>
          <Link href="/confirm">I have a code</Link>
        </>
      }
    >
      <TextField
        label="First name"
        name="firstName"
        autoComplete="given-name"
        maxLength={100}
        isRequired
        autoFocus
      />
      <TextField label="Last name" name="lastName" autoComplete="family-name" maxLength={100} isRequired />
      <TextField label="E-mail" name="email" type="email" autoComplete="email" isRequired />
      <PasswordField label="Password" autoComplete="new-password" />
    </SessionForm>
  );
}
