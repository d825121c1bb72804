import { SignInPage } from './SignInPage.tsx';

/** Pages of those who are not signed in. */
export const SessionPages = ({ selfSignUp: _selfSignUp }: { readonly selfSignUp: boolean }) => <SignInPage />;
