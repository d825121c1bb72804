import type { Answer } from './attempt.ts';
import type { Misfit } from './misfits.ts';
import type { Bad } from './Operation.ts';

/** What the test holds an answer against, and shows where the two differ. */
export interface Outcome {
  readonly value: string;
  readonly answer: unknown;
}

/** A value as a person can read it in a report. */
export const shown = (value: unknown) => {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}… (${text.length})` : text;
};

/** What a bad value's answer must come to. */
export const expectedOf = ({ answer, argument }: Bad, place: string, value: unknown): unknown => {
  if (answer === 'nothing') return 'nothing';
  if (answer === 'InvalidArgument')
    return { errorType: answer, argument: argument ?? place.replace(/^input\./, '') };
  return { errorType: answer, named: value };
};

/** What an answer comes to: nothing there, the one refusal and what it is about, or the whole of anything else. */
export function describeAnswer({ data, errors }: Answer, field: string, value: unknown): unknown {
  if (!errors) return isNothing(data?.[field]) ? 'nothing' : { data };
  const [{ path, errorType, errorInfo, message }] = errors as [Record<string, any>];
  const isOne = errors.length === 1 && !data?.[field] && message && path?.join() === field;
  if (!isOne) return { data, errors };
  if (errorInfo?.argument !== undefined) return { errorType, argument: errorInfo.argument };
  const isNamed = Object.values(errorInfo ?? {}).includes(value);
  return isNamed ? { errorType, named: value } : { errorType, errorInfo, message };
}

const isNothing = (result: any) =>
  result === null || (result?.items?.length === 0 && result.nextToken === null);

/** AppSync's whole answer to a variable that does not fit: no field was asked, so none has a path or a type. */
export const misfitAnswer = ({ message }: Misfit, document: string, variable: string): Answer => ({
  data: null,
  errors: [
    {
      path: null,
      locations: [{ line: 1, column: document.indexOf(`$${variable}`) + 1, sourceName: null }],
      message,
    },
  ],
});
