import { type ReactNode, useMemo, useState } from 'react';
import type { CapturedMessage } from '../../platform/CapturedMessage.ts';
import { linksOf } from './linksOf.ts';
import { reply } from './mailbox.ts';

interface Properties {
  readonly message: CapturedMessage;
  readonly close: () => void;
}

/** One message. What it says is never part of this page: HTML is shown in a frame that may do nothing. */
export function MessageView({ message, close }: Properties) {
  const { subject, body, html, undelivered } = message;
  const [wantsText, setWantsText] = useState(false);
  const showsHtml = html !== undefined && (!wantsText || body === '');
  return (
    <article className="mail-message">
      <div className="mail-bar">
        <button type="button" className="mail-back" onClick={close}>
          Back
        </button>
        <h2>{subject === '' ? '(no subject)' : subject}</h2>
        {html !== undefined && body !== '' && (
          <span role="group" aria-label="Form" className="mail-forms">
            <button type="button" aria-pressed={showsHtml} onClick={() => setWantsText(false)}>
              HTML
            </button>
            <button type="button" aria-pressed={!showsHtml} onClick={() => setWantsText(true)}>
              Text
            </button>
          </span>
        )}
        {message.medium === 'TEXT' && <StopButton phoneNumber={message.to} />}
      </div>
      {undelivered !== undefined && <p className="mail-warning">Taken, and not delivered: {undelivered}</p>}
      <MessageDetails message={message} />
      {showsHtml ? (
        // No scripts, forms, popups or navigation: every right is left out.
        <iframe className="mail-html" title="What the e-mail looks like" sandbox="" srcDoc={html} />
      ) : (
        <pre className="mail-text">{body}</pre>
      )}
      <Parts message={message} />
    </article>
  );
}

/** What a message has beside its text. */
function Parts({ message }: { readonly message: CapturedMessage }) {
  const { attachments = [], headers = [] } = message;
  const links = useMemo(() => linksOf(message), [message]);
  return (
    <>
      {links.length > 0 && (
        <More title={`Links (${links.length})`}>
          {links.map((link) => (
            <li key={link}>
              <a href={link} target="_blank" rel="noopener noreferrer">
                {link}
              </a>
            </li>
          ))}
        </More>
      )}
      {attachments.length > 0 && (
        <More title={`Attachments (${attachments.length})`}>
          {attachments.map(({ name, type, bytes }, index) => (
            <li key={index}>
              {name}, {type}, {bytes.toLocaleString()} bytes
            </li>
          ))}
        </More>
      )}
      {headers.length > 0 && (
        <More title={`Further headers (${headers.length})`}>
          {headers.map(({ name, value }, index) => (
            <li key={index}>
              {name}: {value}
            </li>
          ))}
        </More>
      )}
    </>
  );
}

const More = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="mail-more">
    <h3>{title}</h3>
    <ul>{children}</ul>
  </section>
);

const SENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

function MessageDetails({ message }: { readonly message: CapturedMessage }) {
  const { from, to, cc, bcc, replyTo, sentAt, service, topicArn, userPoolId, messageId, traceId } = message;
  const rows: readonly (readonly [string, ReactNode])[] = [
    ['From', from],
    ['To', to],
    ['Cc', cc],
    ['Bcc', bcc],
    ['Reply to', replyTo],
    ['Sent', SENT.format(new Date(sentAt))],
    ['By', [service, topicArn ?? userPoolId].filter((each) => each !== undefined).join(', ')],
    ['Message id', messageId],
    ['Request', traceId === null ? undefined : <a href={`/traces/${traceId}.json`}>{traceId}</a>],
  ];
  return (
    <dl className="mail-details">
      {rows.map(
        ([name, value]) =>
          value !== undefined && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** Answers as the owner of the telephone, who then gets no more messages. */
function StopButton({ phoneNumber }: { readonly phoneNumber: string }) {
  const [answer, setAnswer] = useState<string>();
  const send = () =>
    reply(phoneNumber, 'STOP').then(
      () => setAnswer(`${phoneNumber} gets no more text messages.`),
      (error: unknown) => setAnswer(error instanceof Error ? error.message : String(error)),
    );
  return (
    <span role="status">
      {answer ?? (
        <button type="button" onClick={() => void send()}>
          Answer STOP
        </button>
      )}
    </span>
  );
}
