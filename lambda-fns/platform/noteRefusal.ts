import { logger, plainText } from './logger.ts';
import { traceField } from './tracer.ts';

/** Chosen: what a person reads of a reason. */
const MAX_REASON = 300;

/**
 * Writes that somebody was refused what was asked for, and why. The work itself succeeded, so nothing else in the log would say
 * so: a warning is found by its level, and the local cloud shows it in the line of the function.
 * @param refused such as `payment refused`
 */
export const noteRefusal = (refused: string, reason: string) =>
  logger.warn(refused, { reason: plainText(reason, MAX_REASON), ...traceField() });
