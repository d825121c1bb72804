import { invariant, OperatorError } from '../../platform/errors.ts';
import { parseArn } from '../../platform/arns.ts';
import type { World } from '../../platform/World.ts';
import { createPositions, type Positions } from '../polling/createPositions.ts';
import { createEndingPollers, replacePoller } from '../polling/replacePoller.ts';
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
  const made = new Map<string, MadePipe>();
  const ending = createEndingPollers(world);

  /** Throws for a pipe that cannot be. Returns a function that starts it. */
  const prepare = (pipe: Pipe, positions: Positions) => {
    const start = serviceIn(sources, pipe, 'source', pipe.sourceArn);
    const createTarget = serviceIn(targets, pipe, 'target', pipe.targetArn);
    const source = parseParameters(sourceParameters, pipe.name, 'SourceParameters', pipe.sourceParameters);
    const target = parseParameters(targetParameters, pipe.name, 'TargetParameters', pipe.targetParameters);
    const metrics = createPipeMetrics(world, pipe.name);
    const context: PipeContext = { ...options, world, pipe, metrics, source, target, positions };
    const toTarget = createTarget(context);
    return (gate = options.gate) => start({ ...context, gate }, toTarget);
  };

  return {
    actions: createPipeActions(made),
    create(pipe) {
      const positions = createPositions(world);
      const start = prepare(pipe, positions);
      const poller = pipe.running ? start() : undefined;
      const now = world.clock.now();
      made.set(pipe.name, { pipe, poller, positions, createdAt: now, modifiedAt: now });
    },
    update(pipe) {
      const found = made.get(pipe.name);
      invariant(found, `the pipe ${pipe.name} was made`);
      const start = prepare(pipe, found.positions);
      const source = nameOf(pipe);
      const poller = pipe.running ? replacePoller(ending, found.poller, { source, start }) : undefined;
      if (!pipe.running) void ending.end(found.poller, source);
      made.set(pipe.name, { ...found, pipe, poller, modifiedAt: world.clock.now() });
    },
    delete(name) {
      const found = made.get(name);
      if (!found) return;
      made.delete(name);
      const { sourceArn, arn } = found.pipe;
      void ending.end(found.poller, nameOf(found.pipe), () => found.positions.forget(sourceArn, arn));
    },
    async close() {
      const pollers = [...made.values()].map(async ({ poller }) => poller?.close());
      await Promise.all([...pollers, ending.all()]);
    },
  };
}

const nameOf = ({ name }: Pipe) => `pipe ${name}`;

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
