import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../components/Button.tsx';
import { Problem } from '../components/Problem.tsx';
import { useHeading } from '../components/useHeading.ts';
import styles from './SessionForm.module.css';
import { type ReadField, useSubmit } from './useSubmit.ts';

export interface SessionFormProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** What its button says. */
  readonly action: string;
  /** Sends what was typed, by the names of the fields. What it throws is shown. */
  readonly act: (field: ReadField) => Promise<unknown>;
  /** Its fields. */
  readonly children: ReactNode;
  /** What else one can do. */
  readonly links?: ReactNode;
}

/** What everybody sees who is not signed in: one form in the middle of the page. */
export function SessionForm({ title, lead, action, act, children, links }: SessionFormProps) {
  const { onSubmit, isPending, problem } = useSubmit(act);
  const heading = useHeading(title);
  return (
    <main className={styles.place}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          Frontdesk
        </p>
        <header>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </header>
        <Form onSubmit={onSubmit}>
          {children}
          {problem !== undefined && <Problem title={problem} />}
          <Button type="submit" kind="primary" isPending={isPending}>
            {action}
          </Button>
        </Form>
        {links !== undefined && <div className={styles.links}>{links}</div>}
      </div>
    </main>
  );
}
