import { TextField } from '../components/Field.tsx';

export interface PasswordFieldProps {
  readonly label: string;
  /** @default 'password' */
  readonly name?: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly autoFocus?: boolean;
}

/** A password; of a new one it says what the user pool asks for. */
export const PasswordField = ({ name = 'password', ...props }: PasswordFieldProps) => (
  <TextField
    {...props}
    name={name}
    type="password"
    isRequired
    {...(props.autoComplete === 'new-password' && {
      description: 'At least 12 characters, with small and capital letters, a digit and a symbol.',
    })}
  />
);

/** A code that was sent, or that an authenticator shows. */
export const CodeField = () => (
  <TextField label="Code" name="code" inputMode="numeric" autoComplete="one-time-code" isRequired autoFocus />
);
