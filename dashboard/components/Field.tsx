import {
  FieldError,
  Input,
  Label,
  Text,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components';
import styles from './Field.module.css';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'children' | 'className' | 'style'> {
  readonly label: string;
  /** What to write, where the label does not say it. */
  readonly description?: string;
  /** What is wrong with it, where the server says so. */
  readonly error?: string | undefined;
}

/** A line of text with its label. What is wrong stands below it, and is read out. */
export const TextField = ({ label, description, error, ...props }: TextFieldProps) => (
  <AriaTextField
    {...props}
    isInvalid={error !== undefined || props.isInvalid === true}
    className={styles.field}
  >
    <Label>{label}</Label>
    <Input className={styles.input} />
    {description !== undefined && (
      <Text slot="description" className={styles.description}>
        {description}
      </Text>
    )}
    <FieldError className={styles.error}>{error}</FieldError>
  </AriaTextField>
);
