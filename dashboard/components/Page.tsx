import type { ReactNode } from 'react';
import styles from './Page.module.css';
import { useHeading } from './useHeading.ts';

export interface PageProps {
  readonly title: string;
  /** One sentence below the title. */
  readonly lead?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its heading, which is the name of the browser's tab, and what stands below. */
export function Page({ title, lead, actions, children }: PageProps) {
  const heading = useHeading(title);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** A part of a page on a ground of its own, with or without a heading. */
export const Card = ({ title, children }: { readonly title?: ReactNode; readonly children: ReactNode }) => (
  <section className={styles.card}>
    {title !== undefined && <h2>{title}</h2>}
    {children}
  </section>
);

/** Stands where a list has nothing yet, and says what to do. */
export const Empty = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => (
  <div className={styles.empty}>
    <p className={styles.emptyTitle}>{title}</p>
    {children}
  </div>
);

/** Stands where `lines` lines will be, as high as they are, so that nothing jumps. */
export const Loading = ({ lines = 3 }: { readonly lines?: number }) => (
  <div role="status" aria-label="Loading" className={styles.loading}>
    {Array.from({ length: lines }, (_line, index) => (
      <span key={index} className={styles.line} />
    ))}
  </div>
);
