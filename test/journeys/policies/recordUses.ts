import type { AccessDecision } from '../../../local/services/iam/authorization/Access.ts';
import type { Frontdesk } from '../given.ts';
import * as given from '../given.ts';
import { baskets, unqueuedBasket } from './baskets.ts';
import { deadLetters } from './deadLetters.ts';
import { faults } from './faults.ts';
import { fulfilment } from './fulfilment.ts';
import { catalog } from './catalog.ts';
import { operations } from './operations.ts';
import { sweeps } from './sweeps.ts';
import type { Journey } from './Journey.ts';
import { calendars } from './calendars.ts';
import { notifications } from './notifications.ts';
import { ordinaryUse } from './ordinaryUse.ts';
import { outages } from './outages.ts';
import { payments } from './payments.ts';
import { sagas } from './sagas.ts';
import { searching } from './searching.ts';
import type { DeployedStatement } from './statements.ts';

/** In this order: the last ones leave the desk without queues. */
export const journeys: readonly Journey[] = [
  ...ordinaryUse,
  ...sagas,
  ...payments,
  ...searching,
  ...operations,
  ...fulfilment,
  ...baskets,
  ...deadLetters,
  ...faults,
  ...catalog,
  ...calendars,
  ...notifications,
  ...sweeps,
  ...outages,
  unqueuedBasket,
];

/** A request as it was decided first, and the journey that made it. */
export interface Use {
  readonly journey: string;
  readonly decision: AccessDecision;
}

/** What the journeys on a desk ask for. */
export interface Uses {
  /** Runs a journey on the desk, with sessions that are valid still. */
  record(journey: Journey): Promise<void>;
  /** Every use, one of each kind and journey. */
  all(): readonly Use[];
  /** Those that a statement decided. */
  of(statement: DeployedStatement): readonly Use[];
}

export function recordUses(desk: Frontdesk): Uses {
  let journey = 'deployment';
  const kinds = new Set<string>();
  const all: Use[] = [];
  const byStatement = new Map<string, Use[]>();
  desk.cloud.services.iam.authorizer.onDecision((decision) => {
    const { principal, action, resource, context, allowed, statements } = decision;
    const kind = JSON.stringify([journey, principal, action, resource, context, allowed]);
    if (kinds.has(kind)) return;
    kinds.add(kind);
    const use = { journey, decision };
    all.push(use);
    for (const { owner, policy, index, kind: of } of statements) {
      const key = `${of} ${owner} ${of === 'identity' ? policy : ''} ${index}`;
      byStatement.set(key, [...(byStatement.get(key) ?? []), use]);
    }
  });
  return {
    async record({ name, run }) {
      journey = name;
      const [admin, caretaker] = [
        await given.signedInAgain(desk, desk.admin),
        await given.signedInAgain(desk, desk.caretaker),
      ];
      await run({ ...desk, admin, caretaker, apartment: () => given.createApartment(admin) });
    },
    all: () => all,
    of: ({ kind, owner, policyName, index }) =>
      byStatement.get(`${kind} ${owner} ${policyName} ${index}`) ?? [],
  };
}
