import { Redirect, Route, Switch } from 'wouter';
import { ConfirmPage } from './ConfirmPage.tsx';
import { ForgottenPage } from './ForgottenPage.tsx';
import { SignInPage } from './SignInPage.tsx';
import { SignUpPage } from './SignUpPage.tsx';

export interface SessionPagesProps {
  /** Whether people may make accounts by themselves. */
  readonly selfSignUp: boolean;
}

/** Pages of those who are not signed in. Any other address asks to sign in first, and is shown afterwards. */
export const SessionPages = ({ selfSignUp }: SessionPagesProps) => (
  <Switch>
    <Route path="/forgotten">
      <ForgottenPage />
    </Route>
    <Route path="/sign-up">{selfSignUp ? <SignUpPage /> : <Redirect to="/" replace />}</Route>
    <Route path="/confirm">
      <ConfirmPage />
    </Route>
    <Route>
      <SignInPage selfSignUp={selfSignUp} />
    </Route>
  </Switch>
);
