import { z } from 'zod';
import type { Call } from '../../../platform/Call.ts';
import type { World } from '../../../platform/World.ts';
import type { Router } from '../createRouter.ts';
import type { EventTargets } from '../Events.ts';
import type { Schedules } from '../schedule/createSchedules.ts';
import type { EventState } from '../state/createEventState.ts';

/** One API action: what it takes, and what it does with it once that was checked. */
export interface EventsAction {
  readonly input: z.ZodType;
  run(input: any, context: ActionContext): unknown;
}

export interface ActionContext {
  readonly world: World;
  readonly state: EventState;
  readonly router: Router;
  readonly schedules: Schedules;
  readonly targets: EventTargets;
  readonly call: Call;
}

/** Members that are not named in `shape` are refused. */
export const defineAction = <Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (input: z.output<z.ZodObject<Shape>>, context: ActionContext) => unknown,
): EventsAction => ({ input: z.strictObject(shape), run });
