import { Card } from '../components/Page.tsx';
import { formatInstant } from '../components/format.ts';
import styles from './OperationPage.module.css';
import type { Figures } from './useOperations.ts';

/** Alarms that ring, with what their authors wrote for whoever is woken. */
export const AlarmList = ({ alarms: { count, ringing } }: { readonly alarms: Figures['alarms'] }) => (
  <Card title="Alarms">
    {ringing.length === 0 ? (
      <p className={styles.quiet}>None of {count} rings.</p>
    ) : (
      <ul className={styles.list}>
        {ringing.map(({ name, description, reason, since }) => (
          <li key={name}>
            <p className={styles.head}>{nameOf(name)}</p>
            {description !== null && <p>{description}</p>}
            <p className={styles.small}>
              Since {formatInstant(since)}. {reason}
            </p>
          </li>
        ))}
      </ul>
    )}
  </Card>
);

/** `Frontdesk-dev-Orders-PlaceOrderConsumerWorkDeadLettersNotEmpty61D2CE87-X` without the stage and what CloudFormation adds. */
const nameOf = (name: string) =>
  name
    .replace(/^Frontdesk-[a-z0-9-]*?-(?=[A-Z])/, '')
    .replace(/[0-9A-F]{8}(-\w+)?$/, '')
    .replace(/-/g, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2');
