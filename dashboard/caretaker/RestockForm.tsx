import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../components/Button.tsx';
import { TextField } from '../components/Field.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { ApiError } from '../data/ApiError.ts';
import { useSend } from '../data/hooks.ts';
import { problemWords } from '../data/problemWords.ts';
import type { NoticeText } from './Notice.tsx';
import { RestockDocument } from './stock.documents.ts';
import styles from './StockPage.module.css';

export interface RestockFormProps {
  /** Of which more has come. @default it is asked for */
  readonly sku?: string;
  readonly onNotice: (notice: NoticeText | undefined) => void;
}

/** A lot of its own for each press that is answered: one that is sent again is added only once. */
const newLot = () => `desk-${crypto.randomUUID()}`;

/** Adds units that have come. The level changes once they are stored. */
export function RestockForm({ sku: known, onNotice }: RestockFormProps) {
  const [named, setNamed] = useState('');
  const [units, setUnits] = useState(10);
  const [lotId, setLot] = useState(newLot);
  const restock = useSend(RestockDocument, []);
  const sku = known ?? named.trim();
  const submit = async () => {
    onNotice(undefined);
    try {
      await restock.mutateAsync({ input: { sku, units, lotId } });
      onNotice({ tone: 'good', text: `${units} units of ${sku} are being added.` });
      setLot(newLot());
      setNamed('');
    } catch (refusal) {
      onNotice({ tone: 'bad', text: `Nothing was added. ${problemWords(ApiError.from(refusal))}` });
    }
  };
  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {known === undefined && <TextField label="SKU" isRequired value={named} onChange={setNamed} />}
      <NumberField
        label={known === undefined ? 'Units' : `Units to add of ${known}`}
        isLabelHidden={known !== undefined}
        value={units}
        minValue={1}
        maxValue={1_000_000}
        onChange={setUnits}
      />
      <Button
        type="submit"
        isPending={restock.isPending}
        aria-label={known === undefined ? 'Add' : `Add to ${known}`}
      >
        Add
      </Button>
    </Form>
  );
}
