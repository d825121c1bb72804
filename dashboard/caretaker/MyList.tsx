import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { NumberField } from '../components/NumberField.tsx';
import { Card } from '../components/Page.tsx';
import { useStoreNames, type List } from './useDeliveries.ts';
import styles from './Lines.module.css';

export interface MyListProps {
  readonly list: List;
  readonly place: string;
  readonly isBusy: boolean;
  readonly onComplete: (missing: { sku: string; units: number }[]) => void;
  readonly onGiveBack: () => void;
}

/** The list that one has: what to fetch from which store, what was not to be had, and its end. */
export function MyList({ list, place, isBusy, onComplete, onGiveBack }: MyListProps) {
  // What was not found, as it is counted while walking. It is stored with the list's end.
  const [missing, setMissing] = useState<Readonly<Record<string, number>>>({});
  const storeOf = useStoreNames();
  const items = list.stops.flatMap((stop) => stop.items);
  const absent = items.flatMap(({ sku }) =>
    (missing[sku] ?? 0) > 0 ? [{ sku, units: missing[sku] ?? 0 }] : [],
  );
  const isNothing = items.every(({ sku, units }) => missing[sku] === units);
  return (
    <Card title={`Your list, for ${place}`}>
      {list.stops.map((stop) => (
        <section key={stop.storeId ?? ''} className={styles.stop}>
          <h3>{storeOf(stop.storeId)}</h3>
          <ul className={styles.rows}>
            {stop.items.map(({ sku, name, units }) => (
              <li key={sku} className={styles.row}>
                <p>
                  {units} × {name}
                </p>
                <NumberField
                  label={`Missing of ${name}`}
                  value={missing[sku] ?? 0}
                  minValue={0}
                  maxValue={units}
                  isDisabled={isBusy}
                  onChange={(count) => setMissing({ ...missing, [sku]: count })}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <div className="actions">
        {absent.length === 0 ? (
          <Button kind="primary" isDisabled={isBusy} onPress={() => onComplete([])}>
            All is there
          </Button>
        ) : (
          <ConfirmDialog
            label={isNothing ? 'Nothing was there' : 'Complete without what is missing'}
            title={isNothing ? 'Was nothing at all to be had?' : 'Complete the list?'}
            action="Complete"
            kind="primary"
            isPending={isBusy}
            onConfirm={() => onComplete(absent)}
          >
            <p>
              {isNothing
                ? 'The order is canceled, and all of it is refunded.'
                : 'What is missing is refunded, and the rest is brought.'}
            </p>
          </ConfirmDialog>
        )}
        <Button isDisabled={isBusy} onPress={onGiveBack}>
          Give back
        </Button>
      </div>
    </Card>
  );
}
