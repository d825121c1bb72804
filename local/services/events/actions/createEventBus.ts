import { z } from 'zod';
import { alreadyExists, invalid } from '../errors.ts';
import { defineAction } from './EventsAction.ts';
import { inert } from './shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html */
export const createEventBus = defineAction(
  {
    Name: z
      .string()
      .regex(
        /^[.\-_A-Za-z0-9]{1,256}$/,
        'Member must satisfy regular expression pattern: [/\\.\\-_A-Za-z0-9]+',
      ),
    Description: z.string().max(512).optional(),
    KmsKeyIdentifier: inert,
    LogConfig: inert,
    Tags: inert,
  },
  ({ Name, Description }, { state }) => {
    if (state.buses.has(Name)) throw alreadyExists(`Event bus ${Name} already exists.`);
    if (Name.startsWith('aws.')) throw invalid(`Event bus name starting with 'aws.' is not valid.`);
    return { EventBusArn: state.addBus(Name, Description).arn };
  },
);
