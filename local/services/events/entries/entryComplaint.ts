import type { EventEntry } from './EventEntry.ts';

/** What is wrong with an entry, in AWS's words; undefined where it is sound. */
export function entryComplaint(entry: EventEntry) {
  for (const name of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[name]) {
      return fault(
        'InvalidArgument',
        `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      );
    }
  }
  if (entry.Source!.startsWith('aws.')) {
    return fault('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  return isJsonObject(entry.Detail!) ? undefined : fault('MalformedDetail', 'Detail is malformed.');
}

const fault = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
