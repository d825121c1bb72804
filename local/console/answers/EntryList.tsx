import type { Entry, EntryKind, EntryLog } from './Entry.ts';

interface Properties {
  readonly log: EntryLog;
  readonly shown: number | undefined;
  readonly onSelect: (id: number | undefined) => void;
  readonly onClear: () => void;
}

/** A line for each entry, the latest first. */
export function EntryList({ log: { entries, dropped }, shown, onSelect, onClear }: Properties) {
  if (entries.length === 0)
    return <p className="console-hint">Answers and events appear here, each with its time.</p>;
  const latest = entries.at(-1)?.id;
  return (
    <section className="console-entries" aria-label="Answers and events">
      <ol aria-live="polite" aria-relevant="additions">
        {entries.toReversed().map((entry) => (
          <li key={entry.id}>
            <button
              type="button"
              className={`console-entry ${entry.kind}`}
              aria-current={entry.id === shown}
              onClick={() => onSelect(entry.id === latest ? undefined : entry.id)}
            >
              <time dateTime={new Date(entry.at).toISOString()}>{timeOf(entry)}</time>{' '}
              <span className="console-entry-kind">{entry.isPending ? 'waits' : WORDS[entry.kind]}</span>{' '}
              <span className="console-entry-text">
                {entry.title} <span className="console-entry-preview">{previewOf(entry)}</span>
              </span>
              {entry.durationMs !== undefined && <small>{entry.durationMs} ms</small>}
            </button>
          </li>
        ))}
      </ol>
      <footer>
        {dropped > 0 && <span>{dropped} older ones were let go. </span>}
        <button type="button" onClick={onClear}>
          Clear
        </button>
      </footer>
    </section>
  );
}

const WORDS: Readonly<Record<EntryKind, string>> = {
  answer: 'answer',
  event: 'event',
  notice: 'notice',
  failure: 'error',
};

/** The time of day to the millisecond, as events come in quick succession. */
function timeOf({ at }: Entry): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes, seconds] = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two);
  return `${hours}:${minutes}:${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** Chosen: more than fits in a line. */
const PREVIEW_CHARACTERS = 300;

/** The beginning of what came back, in one line. */
function previewOf({ kind, text }: Entry): string {
  if (text === undefined || kind === 'failure') return '';
  return text
    .slice(0, PREVIEW_CHARACTERS)
    .replace(/\s+/g, ' ')
    .replace(/^\{ "data": /, '');
}
