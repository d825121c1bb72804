import { Badge } from '../components/Badge.tsx';
import { Button } from '../components/Button.tsx';
import { Card, Empty } from '../components/Page.tsx';
import { useBuildingNames, type List } from './useDeliveries.ts';
import styles from './Lines.module.css';

export interface ToFetchProps {
  readonly available: readonly List[];
  /** Those that colleagues have. */
  readonly others: readonly List[];
  readonly mayTake: boolean;
  readonly onTake: (listId: string) => void;
}

/** The shopping lists that nobody has, and those that others have. */
export function ToFetch({ available, others, mayTake, onTake }: ToFetchProps) {
  const nameOf = useBuildingNames();
  return (
    <Card title="To fetch">
      {available.length + others.length === 0 && (
        <Empty title="There is nothing to fetch">
          <p>Lists appear here once their orders are paid for.</p>
        </Empty>
      )}
      <ul className={styles.rows}>
        {available.map((list) => (
          <li key={list.id} className={styles.row}>
            <div>
              <h3>
                {nameOf(list.buildingId)}, {list.apartmentNumber}
              </h3>
              <p className={styles.muted}>{contentOf(list)}</p>
            </div>
            <Button
              aria-label={`Take the list for ${nameOf(list.buildingId)}, ${list.apartmentNumber}`}
              isDisabled={!mayTake}
              onPress={() => onTake(list.id)}
            >
              Take
            </Button>
          </li>
        ))}
        {others.map((list) => (
          <li key={list.id} className={styles.row}>
            <div>
              <h3>
                {nameOf(list.buildingId)}, {list.apartmentNumber}
              </h3>
              <p className={styles.muted}>{contentOf(list)}</p>
            </div>
            <Badge tone="info">A colleague has it</Badge>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const contentOf = ({ stops }: List) =>
  stops.flatMap(({ items }) => items.map(({ units, name }) => `${units} × ${name}`)).join(', ');
