import { type ReactNode, useEffect } from 'react';
import styles from './SessionCard.module.css';

export interface SessionCardProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** What everybody sees who is not signed in: one form in the middle. */
export function SessionCard({ title, lead, children }: SessionCardProps) {
  useEffect(() => {
    document.title = `${title} · Frontdesk`;
  }, [title]);
  return (
    <main className={styles.place}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <img src="/icon.svg" alt="" width="28" height="28" />
          Frontdesk
        </p>
        <header>
          <h1>{title}</h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </header>
        {children}
      </div>
    </main>
  );
}
