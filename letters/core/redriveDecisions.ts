import { jsonOf } from './jsonOf.ts';
import { Death, letterAttributes } from '../../model/deadLetters/attributes.ts';
import type { Letter } from './Letter.ts';
import { countOf, type DeathLimit, type RedriveRequest, type Run } from './runs.ts';

/** Whether the body had to be cut to leave room for the reason: it is not the message any more. */
export function isCut({ attributes }: Pick<Letter, 'attributes'>): boolean {
  const text = attributes[letterAttributes.death]?.stringValue;
  if (text === undefined) return attributes['OriginalSha256'] !== undefined;
  const death = Death.safeParse(jsonOf(text));
  return death.success && death.data.originalSha256 !== undefined;
}

/** Whether a letter was brought back so often that only its name releases it. */
export const isQuarantined = (
  { id, cause }: Letter,
  { maxRedrives, released }: Pick<RedriveRequest, 'maxRedrives' | 'released'>,
): boolean => (cause.redrive?.count ?? 0) >= maxRedrives && !released.includes(id);

/** Why a letter stays where it is, wherever its home is; undefined where it may go. */
export function skipReasonOf(
  letter: Letter,
  request: Pick<RedriveRequest, 'maxRedrives' | 'released'>,
): 'CUT' | 'QUARANTINED' | undefined {
  if (isCut(letter)) return 'CUT';
  return isQuarantined(letter, request) ? 'QUARANTINED' : undefined;
}

/** Whether a letter was brought back by this run and has died again. */
export const diedAgain = ({ cause }: Letter, { runId }: Run): boolean => cause.redrive?.runId === runId;

/**
 * Whether a letter arrived after the run was confirmed, by a clock of AWS's own. SQS keeps when a message was first sent, so of one that SQS
 * itself moved here nobody knows when that was: it counts as there before.
 */
export function arrivedAfter({ cause, systemAttributes }: Letter, { startedOn }: Run): boolean {
  const sentOn = new Date(Number(systemAttributes['SentTimestamp'] ?? 0)).toISOString();
  return (cause.diedOn ?? sentOn) > startedOn;
}

/** Letters that are sent when a stage ends. The last stage has no end but the queue's. */
export const stageGoal = ({ planned, stage, redrive }: Run): number => {
  const share = redrive?.ramp[stage] ?? 1;
  return share >= 1 ? Infinity : Math.max(1, Math.ceil(planned * share));
};

/** Whether so many deaths end the run. A share counts what was sent, and one death at least. */
export const isTooMany = (limit: DeathLimit, deaths: number, sent: number): boolean =>
  deaths > 0 && deaths >= ('count' in limit ? limit.count : Math.max(1, Math.ceil(limit.share * sent)));

/** Letters that neither went nor stay for a reason. */
export const missingOf = (run: Run): number =>
  run.planned - countOf(run, 'SENT', 'QUARANTINED', 'CUT', 'NO_HOME', 'REFUSED');
