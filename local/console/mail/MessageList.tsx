import type { CapturedMessage } from '../../platform/CapturedMessage.ts';

interface Properties {
  /** The latest first. */
  readonly messages: readonly CapturedMessage[];
  readonly selected: string | undefined;
  readonly select: (id: string) => void;
  /** Whether messages are left out. */
  readonly isFiltered: boolean;
}

export function MessageList({ messages, selected, select, isFiltered }: Properties) {
  if (messages.length === 0)
    return (
      <p className="mail-empty">
        {isFiltered
          ? 'No message has these words.'
          : 'Nothing was sent yet. E-mails of SES, SNS and Cognito and text messages appear here as soon as they would be sent: codes for sign-ups and forgotten passwords, too.'}
      </p>
    );
  return (
    <ul className="mail-list">
      {messages.map((message) => (
        <li key={message.id}>
          <button
            type="button"
            aria-current={message.id === selected ? 'true' : undefined}
            onClick={() => select(message.id)}
          >
            <span className="mail-to">{message.to}</span>
            <time dateTime={message.sentAt}>{timeOf(message.sentAt)}</time>
            <span className="mail-subject">{subjectOf(message)}</span>
            <span className="mail-kind">{message.medium === 'TEXT' ? 'Text' : message.service}</span>
            {message.undelivered !== undefined && <span className="mail-undelivered">not delivered</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A text message has no subject of its own, so its beginning tells more. */
const subjectOf = ({ medium, subject, body }: CapturedMessage) =>
  medium === 'TEXT' ? body : subject === '' ? '(no subject)' : subject;

const TODAY = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const EARLIER = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

function timeOf(sentAt: string): string {
  const time = new Date(sentAt);
  return (time.toDateString() === new Date().toDateString() ? TODAY : EARLIER).format(time);
}
