import { z } from 'zod';
import { putEntry } from '../entries/putEntry.ts';
import { eventEntry, entrySize } from '../entries/EventEntry.ts';
import { invalid } from '../errors.ts';
import { defineAction } from './EventsAction.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html */
const MOST_ENTRIES = 10;
const MOST_BYTES = 1024 * 1024;

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export const putEvents = defineAction(
  {
    Entries: z
      .array(eventEntry)
      .min(1, 'Member must have length greater than or equal to 1')
      .max(MOST_ENTRIES, `Member must have length less than or equal to ${MOST_ENTRIES}`),
  },
  ({ Entries }, context) => {
    const size = Entries.reduce((sum, entry) => sum + entrySize(entry), 0);
    if (size > MOST_BYTES) throw invalid('Total size of the entries in the request is over the limit.');
    const answers = Entries.map((entry) => putEntry(entry, context));
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  },
);
