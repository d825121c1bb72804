import { z } from 'zod';
import { parseJson } from '../../../platform/parseJson.ts';
import { AwsError } from '../../../platform/AwsError.ts';
import { matchesPattern } from '../patterns/matchesPattern.ts';
import { parsePattern } from '../patterns/parsePattern.ts';
import { defineAction } from './EventsAction.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
export const testEventPattern = defineAction(
  { EventPattern: z.string(), Event: z.string() },
  ({ EventPattern, Event }) => ({
    Result: matchesPattern(parsePattern(EventPattern), parseEvent(Event)),
  }),
);

function parseEvent(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new AwsError(
      'ValidationException',
      'Parameter Event is not valid. Reason: Event is not valid JSON.',
    );
  }
}
