import { Button } from '../components/Button.tsx';
import styles from './Notice.module.css';

export interface NoticeText {
  readonly tone: 'good' | 'bad';
  readonly text: string;
}

/** What came of the last thing somebody did. It stays until the next, also where the thing itself is gone from the page. */
export const Notice = ({
  notice,
  onClose,
}: {
  readonly notice: NoticeText | undefined;
  readonly onClose: () => void;
}) => (
  <div role="status" className={styles.place}>
    {notice && (
      <div className={`${styles.notice} ${styles[notice.tone]}`}>
        <p>{notice.text}</p>
        <Button kind="quiet" onPress={onClose}>
          Close
        </Button>
      </div>
    )}
  </div>
);
