import type { Failures, PipeItem } from './PipeItem.ts';

/** Hands a batch on, in order. Answers what was not taken; throws where nothing was. */
export type PipeTarget = (items: readonly PipeItem[]) => Promise<Failures>;
