import type { GraphqlResult } from '../../GraphqlRequest.ts';
import type { Subscription } from '../../Subscription.ts';
import { suppliedArguments } from '../argumentsOf.ts';
import { completeObject } from '../complete.ts';
import { FAILED, type Completion } from '../Completion.ts';
import { createErrors } from '../createErrors.ts';
import type { SelectedField } from '../createSelections.ts';
import { metaValue } from '../createValueOf.ts';
import type { Run } from '../Run.ts';
import { mutationsOf } from './mutationsOf.ts';

/** What a run that started well established. */
export function subscriptionOf(run: Run, field: SelectedField): Subscription {
  return {
    field: field.name,
    mutations: mutationsOf(field.definition),
    args: suppliedArguments(field.definition, field.nodes[0], run.variables),
    ...run.filters,
    complete: (published) => deliver(run, { [field.name]: published }),
  };
}

/** Nothing is resolved again for subscribers: what was not published is null. */
function deliver(run: Run, source: Readonly<Record<string, unknown>>): GraphqlResult {
  const errors = createErrors();
  const valueOf: Completion['valueOf'] = (type, field, from) =>
    field.name === '__typename'
      ? metaValue(run, type, field, from)
      : (from as Record<string, unknown>)[field.name];
  const data = completeObject(
    { ...run, errors, valueOf },
    run.schema.getSubscriptionType()!,
    run.operation,
    source,
    undefined,
  );
  return {
    data: data === FAILED ? null : (data as Record<string, unknown>),
    ...(errors.all.length > 0 && { errors: errors.all }),
  };
}
