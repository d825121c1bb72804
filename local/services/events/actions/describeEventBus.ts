import { z } from 'zod';
import type { Bus } from '../state/Bus.ts';
import { defineAction } from './EventsAction.ts';
import { seconds } from './shapes.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventBus.html */
export const describeEventBus = defineAction({ Name: z.string().optional() }, ({ Name }, { state }) =>
  busShape(state.bus(Name)),
);

export const busShape = ({ name, arn, description, createdAt, statements }: Bus) => ({
  Name: name,
  Arn: arn,
  ...(description !== undefined && { Description: description }),
  ...(statements.size > 0 && {
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: [...statements.values()] }),
  }),
  CreationTime: seconds(createdAt),
  LastModifiedTime: seconds(createdAt),
});
