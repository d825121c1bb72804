import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../components/Button.tsx';
import { Card } from '../components/Page.tsx';
import { Problem } from '../components/Problem.tsx';
import styles from './FormCard.module.css';
import { type ReadField, useSubmit } from './useSubmit.ts';

export interface FormCardProps {
  readonly title: string;
  /** What its button says. */
  readonly action: string;
  /** What is said once it is done. */
  readonly done: string;
  readonly act: (field: ReadField) => Promise<unknown>;
  readonly children: ReactNode;
  /** Further buttons. @default none */
  readonly actions?: ReactNode;
}

/** A form of a few fields on a card, with its button, what went wrong and that it is done. */
export function FormCard({ title, action, done, act, children, actions }: FormCardProps) {
  const { onSubmit, isPending, isDone, problem } = useSubmit(act);
  return (
    <Card title={title}>
      <Form className={styles.form ?? ''} onSubmit={onSubmit}>
        {children}
        {problem !== undefined && <Problem title={problem} />}
        <div className="actions">
          <Button type="submit" isPending={isPending}>
            {action}
          </Button>
          {actions}
          <span role="status">{isDone && done}</span>
        </div>
      </Form>
    </Card>
  );
}
