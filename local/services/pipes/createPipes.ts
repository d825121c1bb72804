import { OperatorError } from '../../platform/errors.ts';
import { parseArn } from '../../platform/arns.ts';
import type { World } from '../../platform/World.ts';
import type { Poller } from '../polling/startPoller.ts';
import { createPipeMetrics } from './createPipeMetrics.ts';
import { parseParameters, sourceParameters, targetParameters } from './parameters.ts';
import type { Pipe, PipeContext, Pipes, PipesOptions } from './Pipes.ts';
import type { PipeTarget } from './PipeTarget.ts';
import { startQueueSource, startStreamSource } from './pipeSources.ts';
import { createPipeActions, type MadePipe } from './pipeActions.ts';
import { busPipeTarget, lambdaPipeTarget, queuePipeTarget } from './pipeTargets.ts';

/** By the service in the source's ARN. */
const sources: Readonly<Record<string, (context: PipeContext, target: PipeTarget) => Poller>> = {
  dynamodb: startStreamSource,
  sqs: startQueueSource,
};

/** By the service in the target's ARN. */
const targets: Readonly<Record<string, (context: PipeContext) => PipeTarget>> = {
  events: busPipeTarget,
  lambda: lambdaPipeTarget,
  sqs: queuePipeTarget,
};

export function createPipes(world: World, options: PipesOptions): Pipes {
  const pollers: Poller[] = [];
  const made = new Map<string, MadePipe>();
  return {
    actions: createPipeActions(made),
    create(pipe) {
      const start = serviceIn(sources, pipe, 'source', pipe.sourceArn);
      const createTarget = serviceIn(targets, pipe, 'target', pipe.targetArn);
      const source = parseParameters(sourceParameters, pipe.name, 'SourceParameters', pipe.sourceParameters);
      const target = parseParameters(targetParameters, pipe.name, 'TargetParameters', pipe.targetParameters);
      const metrics = createPipeMetrics(world, pipe.name);
      const context: PipeContext = { ...options, world, pipe, metrics, source, target };
      const toTarget = createTarget(context);
      made.set(pipe.name, { pipe, createdAt: world.clock.now() });
      if (pipe.running) pollers.push(start(context, toTarget));
    },
    async close() {
      await Promise.all(pollers.map((poller) => poller.close()));
    },
  };
}

function serviceIn<Value>(
  table: Readonly<Record<string, Value>>,
  pipe: Pipe,
  end: string,
  arn: string,
): Value {
  const found = table[parseArn(arn)?.service ?? ''];
  if (found) return found;
  throw new OperatorError(
    `Pipe ${pipe.name}: the ${end} ${arn} is not supported; a ${end} can be of the services ${Object.keys(
      table,
    ).join(', ')}.`,
  );
}
