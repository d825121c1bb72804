import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './Problem.module.css';

export interface ProblemProps {
  readonly title: string;
  /** What can be done about it, in words of somebody who lives here. */
  readonly children?: ReactNode;
  /** Tries again. @default there is nothing to try */
  readonly onRetry?: () => void;
}

/** Says what went wrong, at once to those who listen to the page. */
export const Problem = ({ title, children, onRetry }: ProblemProps) => (
  <div role="alert" className={styles.problem}>
    <div>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <p>{children}</p>}
    </div>
    {onRetry && <Button onPress={onRetry}>Try again</Button>}
  </div>
);
