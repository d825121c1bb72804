import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { RouterProvider } from 'react-aria-components';
import { useLocation } from 'wouter';
import { createCache, keepCaughtUp } from './data/hooks.ts';
import { Problem } from './components/Problem.tsx';
import { UNREACHABLE } from './data/problemWords.ts';
import { AccountGate } from './session/AccountGate.tsx';
import { SessionPages } from './session/SessionPages.tsx';
import { useSession, watchSession } from './session/session.ts';
import { Shell } from './Shell.tsx';

export interface AppProps {
  /** Whether people may make accounts by themselves. */
  readonly selfSignUp: boolean;
}

/** Whoever is not signed in sees the pages for that, everybody else theirs. */
export function App({ selfSignUp }: AppProps) {
  const person = useSession();
  const [, navigate] = useLocation();
  useEffect(() => watchSession(), []);
  if (person === undefined) return null;
  if (person === 'unreachable') return <Problem title={UNREACHABLE} onRetry={() => location.reload()} />;
  return (
    <RouterProvider navigate={navigate}>
      {person ? <SignedIn key={person.userId} /> : <SessionPages selfSignUp={selfSignUp} />}
    </RouterProvider>
  );
}

/** With a cache of its own for each person: nobody sees what another one was shown. */
function SignedIn() {
  const [cache] = useState(createCache);
  useEffect(() => keepCaughtUp(cache), [cache]);
  return (
    <QueryClientProvider client={cache}>
      <AccountGate>
        <Shell />
      </AccountGate>
    </QueryClientProvider>
  );
}
