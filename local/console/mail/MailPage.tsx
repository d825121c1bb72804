import { useState } from 'react';
import type { CapturedMessage } from '../../platform/CapturedMessage.ts';
import { emptyMailbox, useMailbox } from './mailbox.ts';
import { MessageList } from './MessageList.tsx';
import { MessageView } from './MessageView.tsx';
import { ThemeSelect } from './ThemeSelect.tsx';

/** All messages that the cloud would have sent to people, and one of them. */
export function MailPage() {
  const { messages, problem } = useMailbox();
  const [selected, select] = useState<string>();
  const [wanted, setWanted] = useState('');
  const shown = messages?.filter((message) => matches(message, wanted));
  const message = shown?.find(({ id }) => id === selected);
  return (
    <>
      <header className="console-header">
        <h1>Mail</h1>
        <span role="status" className={problem === undefined ? 'console-status' : 'console-status away'}>
          {problem ?? countOf(messages)}
        </span>
        <span className="console-links">
          <ThemeSelect />
          <a href="/console">Console</a>
          <a href="/mail.json">mail.json</a>
        </span>
      </header>
      <main className={message ? 'mail has-message' : 'mail'}>
        <section className="mail-box" aria-label="Messages">
          <div className="mail-bar">
            <input
              type="search"
              aria-label="Find messages"
              placeholder="Find by address or words"
              value={wanted}
              onChange={({ target: { value } }) => setWanted(value)}
            />
            <button type="button" disabled={!messages?.length} onClick={() => void emptyMailbox()}>
              Empty
            </button>
          </div>
          {shown && (
            <MessageList messages={shown} selected={selected} select={select} isFiltered={wanted !== ''} />
          )}
        </section>
        <section className="mail-reading" aria-label="Message">
          {message ? (
            <MessageView key={message.id} message={message} close={() => select(undefined)} />
          ) : (
            <p className="mail-empty">{messages?.length ? 'Select a message to read it.' : ''}</p>
          )}
        </section>
      </main>
    </>
  );
}

function countOf(messages: readonly CapturedMessage[] | undefined): string {
  if (!messages) return 'Loading…';
  if (messages.length === 1) return '1 message. Nothing leaves this machine.';
  return `${messages.length} messages. Nothing leaves this machine.`;
}

/** Whether every word that is looked for is in the message. */
function matches(message: CapturedMessage, wanted: string): boolean {
  const { from = '', to, cc = '', bcc = '', subject, body, html = '' } = message;
  const text = [from, to, cc, bcc, subject, body, html].join('\n').toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
