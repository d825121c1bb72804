import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import styles from './Rows.module.css';

/** A list of things that one can open. */
export const Rows = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <ul aria-label={label} className={styles.rows}>
    {children}
  </ul>
);

export interface RowLinkProps {
  readonly href: string;
  readonly title: ReactNode;
  /** Below the title. */
  readonly detail?: ReactNode;
  /** At the end of the line: a price, a state. */
  readonly children?: ReactNode;
}

export const RowLink = ({ href, title, detail, children }: RowLinkProps) => (
  <li>
    <Link href={href} className={styles.row ?? ''}>
      <span className={styles.words}>
        <span className={styles.title}>{title}</span>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </span>
      <span className={styles.end}>{children}</span>
    </Link>
  </li>
);
