import { Entity, type EntityItem } from 'electrodb';
import { defineSchema, service } from '../table.ts';
import { commandNames } from './events.ts';
import { openSagaStatuses, rejectedEndings, sagaStatuses, type SagaStatus } from './states.ts';

const openStatuses: readonly SagaStatus[] = openSagaStatuses;

/** Where the saga of an order is. Every move writes the row anew, if nobody moved it since it was read. */
export const sagaSchema = defineSchema({
  model: { service, entity: 'Saga', version: '1' },
  attributes: {
    orderId: { type: 'string', required: true, readOnly: true },
    status: { type: sagaStatuses, required: true },
    /** Counts the writes of this row. */
    version: { type: 'number', required: true },
    commandNumber: { type: 'number', required: true },
    command: { type: commandNames },
    begun: { type: 'number', required: true },
    attempt: { type: 'number', required: true },
    endsAs: { type: rejectedEndings },
    reason: { type: 'string' },
    /** ISO 8601. */
    startedOn: { type: 'string', required: true },
    updatedOn: { type: 'string', required: true },
    /** ISO 8601, when it counts as STUCK; absent once it has ended. */
    deadline: { type: 'string' },
  },
  indexes: {
    byOrder: {
      pk: { field: 'pk', composite: ['orderId'], template: 'SAGA#createOrder#${orderId}', casing: 'none' },
      sk: { field: 'sk', composite: [], template: 'STATE', casing: 'none' },
    },
    // Only those that wait for a reply are listed.
    byStatus: {
      index: 'gsi1',
      condition: ({ status }) => openStatuses.some((open) => open === status),
      pk: { field: 'gsi1pk', composite: ['status'], template: 'SAGAS#${status}', casing: 'none' },
      sk: {
        field: 'gsi1sk',
        composite: ['startedOn', 'orderId'],
        template: 'SAGA#${startedOn}#${orderId}',
        casing: 'none',
      },
    },
  },
});

export const Saga = /* @__PURE__ */ new Entity(sagaSchema);

export type Saga = EntityItem<typeof Saga>;
