import { readLogLine } from './readLogLine.ts';

/** A line of log: what it says, then what else it names. */
export function LogText({ line }: { readonly line: string }) {
  const { level, message, fields } = readLogLine(line);
  return (
    <code className="log-text">
      {level && <b data-log-level={level.toUpperCase()}>{level} </b>}
      {message}
      {fields.map(([name, value]) => (
        <span key={name} className="log-field">
          {' '}
          {name}=<span>{value}</span>
        </span>
      ))}
    </code>
  );
}
