import type { RejectedEnding, SagaStatus } from '../../../model/sagas/states.ts';
import type { Saga } from '../../../model/schema.ts';

/** A saga as its row has it. */
export interface SagaRow {
  readonly sk?: string;
  readonly orderId: string;
  readonly status: SagaStatus;
  readonly version: number;
  readonly commandNumber: number;
  readonly command?: string;
  readonly begun: number;
  readonly attempt: number;
  readonly endsAs?: RejectedEnding;
  readonly reason?: string;
  readonly startedOn: string;
  readonly updatedOn: string;
  readonly deadline?: string;
}

/** A saga as the API answers it. */
export const sagaResult = (row: SagaRow): Saga => ({
  orderId: row.orderId,
  status: row.status,
  command: row.command ?? null,
  attempt: row.attempt,
  endsAs: row.endsAs ?? null,
  reason: row.reason ?? null,
  startedOn: row.startedOn,
  updatedOn: row.updatedOn,
  deadline: row.deadline ?? null,
});
