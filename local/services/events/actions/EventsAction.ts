import { z } from 'zod';
import type { Call } from '../../../platform/Call.ts';
import type { World } from '../../../platform/World.ts';
import type { Router } from '../createRouter.ts';
import type { EventTargets } from '../Events.ts';
import type { Schedules } from '../schedule/createSchedules.ts';
import type { EventState } from '../state/createEventState.ts';
import { parseInput } from '../validation.ts';

/** One API action. Throws where it refuses its input. */
export type EventsAction = (input: unknown, context: ActionContext) => unknown;

export interface ActionContext {
  readonly world: World;
  readonly state: EventState;
  readonly router: Router;
  readonly schedules: Schedules;
  readonly targets: EventTargets;
  readonly call: Call;
}

/** An action that checks its input. Members that are not named in `shape` are refused. */
export function defineAction<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (input: z.output<z.ZodObject<Shape, z.core.$strict>>, context: ActionContext) => unknown,
): EventsAction {
  const schema = z.strictObject(shape);
  return (input, context) => run(parseInput(schema, input), context);
}
