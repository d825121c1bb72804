import { Button as AriaButton, type ButtonProps as AriaButtonProps, Link } from 'react-aria-components';
import type { ReactNode } from 'react';
import styles from './Button.module.css';

type Kind = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends AriaButtonProps {
  /** One `primary` a page: what most people came for. @default 'secondary' */
  readonly kind?: Kind;
  readonly children: ReactNode;
}

/** A button. While `isPending` it says so, and cannot be pressed again. */
export const Button = ({ kind = 'secondary', children, ...props }: ButtonProps) => (
  <AriaButton {...props} className={`${styles.button} ${styles[kind]}`}>
    {({ isPending }) => (
      <>
        {isPending && <span className={styles.spinner} aria-hidden />}
        {children}
      </>
    )}
  </AriaButton>
);

export interface LinkButtonProps {
  readonly href: string;
  readonly kind?: Kind;
  readonly children: ReactNode;
}

/** A link that looks like a button: it leads somewhere and changes nothing. */
export const LinkButton = ({ kind = 'secondary', ...props }: LinkButtonProps) => (
  <Link {...props} className={`${styles.button} ${styles[kind]}`} />
);
