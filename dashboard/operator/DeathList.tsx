import { Badge } from '../components/Badge.tsx';
import { LinkButton } from '../components/Button.tsx';
import { formatInstant } from '../components/format.ts';
import { Card } from '../components/Page.tsx';
import { wordsOf } from './figureFormat.ts';
import styles from './OperationPage.module.css';
import type { OperationsQuery } from './operations.documents.ts';

type Death = NonNullable<OperationsQuery['operations']['deaths']>[number];

/** What each class of death means for whoever mends it. */
export const classWords: Readonly<Record<Death['deathClass'], string>> = {
  PERMANENT: 'can never succeed as it is: edit or discard it',
  EXHAUSTED: 'failed too often: mend the cause, then bring it back',
  KILLED: 'its worker ended without a word: look at its log, then bring it back',
  UNDELIVERED: 'a rule could not deliver it: mend the target, then bring it back',
  UNREAD: 'a pipe gave it up: its record is in the stream for a day',
};

/** Messages that were given up, by what they died of, and the way to mend them. */
export interface DeathListProps {
  readonly deaths: readonly Death[];
  /** How many lie in the queues at this moment. */
  readonly letters: number;
}

export const DeathList = ({ deaths, letters }: DeathListProps) => (
  <Card title="Dead letters">
    <Unlisted count={letters - deaths.reduce((sum, death) => sum + death.letters, 0)} />
    {deaths.length === 0 && letters === 0 ? (
      <p className={styles.quiet}>None. A message that cannot be worked on would be here, with its reason.</p>
    ) : (
      <ul className={styles.list}>
        {[...deaths]
          .sort((one, other) => other.letters - one.letters)
          .map((death) => (
            <li key={`${death.queue} ${death.errorCode} ${death.deathClass} ${death.failingStep}`}>
              <p className={styles.head}>
                {death.failingStep === null ? death.queue : wordsOf(death.failingStep)}
                <Badge tone="bad">
                  {death.letters} {death.errorCode}
                </Badge>
              </p>
              <p className={styles.reason}>{death.reason}</p>
              <p className={styles.small}>
                {capitalized(classWords[death.deathClass])}. Last {formatInstant(death.diedOn)}.
              </p>
              <LinkButton href={`/operation/letters/${encodeURIComponent(death.queue)}`}>Mend</LinkButton>
            </li>
          ))}
      </ul>
    )}
  </Card>
);

/** Letters are known by their queue at once, and by their reason once somebody looked into it. */
const Unlisted = ({ count }: { readonly count: number }) =>
  count > 0 && (
    <p>
      {count === 1 ? 'One more was' : `${count} more were`} given up just now. What they died of is known
      within minutes.
    </p>
  );

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
