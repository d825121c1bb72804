import styles from './Steps.module.css';

export interface StepsProps {
  readonly steps: readonly string[];
  /** The index of the one that has been reached. */
  readonly current: number;
}

/** How far something is on its way. */
export const Steps = ({ steps, current }: StepsProps) => (
  <ol className={styles.steps} aria-label="How far it is">
    {steps.map((step, index) => (
      <li
        key={step}
        data-done={index <= current || undefined}
        aria-current={index === current ? 'step' : undefined}
      >
        {step}
      </li>
    ))}
  </ol>
);
