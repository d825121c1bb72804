import {
  Button,
  FieldError,
  Group,
  Input,
  Label,
  NumberField as AriaNumberField,
} from 'react-aria-components';
import field from './Field.module.css';
import styles from './NumberField.module.css';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly minValue: number;
  readonly maxValue: number;
  readonly isDisabled?: boolean;
  /** Whether the label is only read out, because what stands beside it says the same. @default false */
  readonly isLabelHidden?: boolean;
}

/** A whole number, with a button for one less and one for one more. */
export const NumberField = ({ label, isLabelHidden = false, ...props }: NumberFieldProps) => (
  <AriaNumberField
    {...props}
    {...(isLabelHidden && { 'aria-label': label })}
    formatOptions={{ maximumFractionDigits: 0 }}
    className={field.field ?? ''}
  >
    {!isLabelHidden && <Label>{label}</Label>}
    <Group className={styles.group ?? ''}>
      <Button slot="decrement" className={styles.step ?? ''}>
        −
      </Button>
      <Input className={styles.input ?? ''} />
      <Button slot="increment" className={styles.step ?? ''}>
        +
      </Button>
    </Group>
    <FieldError className={field.error ?? ''} />
  </AriaNumberField>
);
