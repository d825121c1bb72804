import './answers.css';
import { useStore } from 'zustand';
import type { Session } from '../sessions/createSession.ts';
import { TextViewer } from '../editors/TextViewer.tsx';
import { RequestPanel } from '../panels/RequestPanel.tsx';
import type { Entry } from './Entry.ts';
import { EntryList } from './EntryList.tsx';

interface Properties {
  readonly session: Session;
}

/** Everything that came back to a tab, and all of the entry that is looked at. */
export function AnswerPane({ session }: Properties) {
  const { log, selected } = useStore(session.store);
  const shown = log.entries.find(({ id }) => id === selected) ?? latestWithText(log.entries);
  return (
    <div className="console-answers">
      <EntryList log={log} shown={shown?.id} onSelect={session.select} onClear={session.clear} />
      <TextViewer
        label="Answer"
        text={shown ? (shown.text ?? (shown.isPending ? 'Waiting for the answer…' : shown.title)) : ''}
        isJson={shown?.text !== undefined}
      />
      {shown?.traceId !== undefined && (
        <div className="console-request">
          <RequestPanel key={shown.traceId} traceId={shown.traceId} />
        </div>
      )}
    </div>
  );
}

/** A notice says all that it has to say in the list, so it takes no answer's place. */
const latestWithText = (entries: readonly Entry[]) => entries.findLast(({ kind }) => kind !== 'notice');
