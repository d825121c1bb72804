import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import styles from './CheckboxList.module.css';

export interface CheckboxListProps<Id extends string> {
  readonly label: string;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly value: readonly Id[];
  readonly onChange: (ids: Id[]) => void;
}

/** Any of a few. */
export function CheckboxList<Id extends string>({ label, options, value, onChange }: CheckboxListProps<Id>) {
  return (
    <CheckboxGroup
      value={[...value]}
      onChange={(chosen) => onChange(options.map(({ id }) => id).filter((id) => chosen.includes(id)))}
      className={styles.group ?? ''}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      {options.map((option) => (
        <Checkbox key={option.id} value={option.id} className={styles.option ?? ''}>
          <span aria-hidden className={styles.box} />
          {option.label}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
