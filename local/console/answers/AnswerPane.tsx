import './answers.css';
import { useStore } from 'zustand';
import type { Session } from '../sessions/createSession.ts';
import { TextViewer } from '../editors/TextViewer.tsx';
import { RequestPanel } from '../panels/RequestPanel.tsx';
import type { TraceKey } from '../panels/TraceKey.ts';
import type { Entry } from './Entry.ts';
import { EntryList } from './EntryList.tsx';

interface Properties {
  readonly session: Session;
}

/** Everything that came back to a tab, and all of the entry that is looked at. */
export function AnswerPane({ session }: Properties) {
  const { log, selected } = useStore(session.store);
  const shown = log.entries.find(({ id }) => id === selected) ?? latestWithText(log.entries);
  const traceKey = shown && traceKeyOf(shown);
  return (
    <div className="console-answers">
      <EntryList log={log} shown={shown?.id} onSelect={session.select} onClear={session.clear} />
      <TextViewer
        label="Answer"
        text={shown ? (shown.text ?? (shown.isPending ? 'Waiting for the answer…' : shown.title)) : ''}
        isJson={shown?.text !== undefined}
      />
      {shown && traceKey && (
        <div className="console-request">
          <RequestPanel key={shown.id} traceKey={traceKey} />
        </div>
      )}
    </div>
  );
}

/** How to find what became of a request, or what an event came of. */
function traceKeyOf({ traceId, subscriptionId, delivery }: Entry): TraceKey | undefined {
  if (traceId !== undefined) return { traceId };
  return subscriptionId !== undefined && delivery !== undefined ? { subscriptionId, delivery } : undefined;
}

/** A notice says all that it has to say in the list, so it takes no answer's place. */
const latestWithText = (entries: readonly Entry[]) => entries.findLast(({ kind }) => kind !== 'notice');
