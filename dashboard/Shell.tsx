import { signOut } from 'aws-amplify/auth';
import { Component, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Link } from 'react-aria-components';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Button } from './components/Button.tsx';
import { Empty, Loading, Page } from './components/Page.tsx';
import { Problem } from './components/Problem.tsx';
import { useLive } from './data/connection.ts';
import type { PageEntry } from './PageEntry.ts';
import { pagesFor } from './pages.ts';
import { usePerson } from './session/session.ts';
import styles from './Shell.module.css';
import { useNewVersion } from './useNewVersion.ts';

/** What stands around every page: where one can go, who one is, and whether what is shown is up to date. */
export function Shell() {
  const { groups } = usePerson();
  const pages = pagesFor(groups);
  const [location] = useLocation();
  return (
    <div className={styles.shell}>
      <a href="#content" className={styles.skip}>
        Skip to the content
      </a>
      <Head pages={pages} location={location} />
      <main id="content" className={styles.content} tabIndex={-1}>
        <Offline />
        <NewVersion />
        <Fence key={location}>
          <Suspense fallback={<Loading />}>
            <Switch>
              {pages.map(({ path, Page: Shown }) => (
                <Route key={path} path={path}>
                  {(params) => <Shown {...params} />}
                </Route>
              ))}
              <Route path="/">
                <Redirect to={pages[0]?.path ?? '/'} replace />
              </Route>
              <Route>
                <Page title="There is no such page">
                  <Empty title="Nothing is here">
                    <p>The address may be old, or the page is for others.</p>
                  </Empty>
                </Page>
              </Route>
            </Switch>
          </Suspense>
        </Fence>
      </main>
    </div>
  );
}

function Head({ pages, location }: { readonly pages: readonly PageEntry[]; readonly location: string }) {
  const { username, email } = usePerson();
  const [isOpen, setOpen] = useState(false);
  // On narrow screens the navigation lies over the page, until somebody has chosen.
  useEffect(() => setOpen(false), [location]);
  return (
    <header className={styles.head}>
      <Link href="/" className={styles.brand ?? ''}>
        <img src="/icon.svg" alt="" width="28" height="28" />
        Frontdesk
      </Link>
      <Button kind="quiet" aria-expanded={isOpen} aria-controls="navigation" onPress={() => setOpen(!isOpen)}>
        Menu
      </Button>
      <nav id="navigation" aria-label="Pages" className={styles.navigation} data-open={isOpen || undefined}>
        <ul>
          {pages
            .filter(({ label }) => label !== undefined)
            .map(({ path, label, Mark }) => (
              <li key={path}>
                <Link href={path} aria-current={location.startsWith(path) ? 'page' : undefined}>
                  {label}
                  {Mark && <Mark />}
                </Link>
              </li>
            ))}
        </ul>
        <div className={styles.person}>
          <Link href="/account" aria-current={location === '/account' ? 'page' : undefined}>
            {email || username}
          </Link>
          <Button kind="quiet" onPress={() => void signOut()}>
            Sign out
          </Button>
        </div>
      </nav>
    </header>
  );
}

/** Said as long as nothing new arrives. What is shown is what was stored before. */
const Offline = () => {
  const isLive = useLive();
  return (
    <div role="status">
      {!isLive && (
        <p className={styles.offline}>
          The connection is lost. You see what was last known; it is brought up to date as soon as Frontdesk
          can be reached.
        </p>
      )}
    </div>
  );
};

/** Offered, because only whoever reads knows whether they are in the middle of something. */
const NewVersion = () => {
  const isOld = useNewVersion();
  return (
    <div role="status">
      {isOld && (
        <div className={styles.version}>
          <p>There is a newer version of Frontdesk.</p>
          <Button onPress={() => location.reload()}>Load it</Button>
        </div>
      )}
    </div>
  );
};

/** A page that fails to be drawn, or to be fetched, says so, and the others still work. */
class Fence extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <Problem title="This page cannot be shown" onRetry={() => location.reload()} />;
  }
}
