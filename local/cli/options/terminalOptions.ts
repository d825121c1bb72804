import { OperatorError } from '../../platform/errors.ts';
import { readTraceEnd } from '../../traces/readTraceEnd.ts';
import type { TerminalOptions } from '../printFeed.ts';
import { optionGroup } from './OptionGroup.ts';

/** What the terminal shows. */
export const terminalOptions = optionGroup({
  options: {
    quiet: { type: 'boolean' },
    verbose: { type: 'boolean' },
    json: { type: 'boolean' },
    trace: { type: 'string' },
  },
  usage: [
    ['--quiet', 'print failures, deaths, alarms and denials alone'],
    ['--verbose', 'print everything: reads, steps, what changes nothing, and what Lambda logs itself'],
    ['--json', 'print everything as JSON, one record a line; all words for people go to stderr'],
    ['--trace ID', 'print one request alone, by the end of its trace id'],
  ],
  read({ trace, ...flags }): { readonly terminal?: TerminalOptions } {
    const detail = readDetail(flags);
    if (detail === undefined && trace === undefined) return {};
    return { terminal: { detail, ...(trace !== undefined && { trace: readTraceEnd(trace) }) } };
  },
});

const DETAILS = ['quiet', 'verbose', 'json'] as const;

/** Throws `OperatorError` for two that contradict each other. */
function readDetail(
  flags: Readonly<Partial<Record<(typeof DETAILS)[number], boolean | undefined>>>,
): TerminalOptions['detail'] {
  const [detail, other] = DETAILS.filter((name) => flags[name]);
  if (other === undefined) return detail;
  throw new OperatorError(`--${detail} and --${other} contradict each other: give one of them.`);
}
