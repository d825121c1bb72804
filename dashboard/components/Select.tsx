import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import field from './Field.module.css';
import styles from './Select.module.css';

export interface SelectProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

/** One of a few. */
export function Select<Id extends string>({ label, options, value, onChange }: SelectProps<Id>) {
  // The keys are the ids of the options.
  const idOf = (key: unknown) => key as Id;
  return (
    <AriaSelect value={value} onChange={(key) => onChange(idOf(key))} className={field.field ?? ''}>
      <Label className={field.label ?? ''}>{label}</Label>
      <Button className={`${field.input} ${styles.button}`}>
        <SelectValue />
        <span aria-hidden className={styles.arrow} />
      </Button>
      <Popover className={styles.popover ?? ''}>
        <ListBox className={styles.list ?? ''} items={options}>
          {(option) => <ListBoxItem className={styles.option ?? ''}>{option.label}</ListBoxItem>}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
