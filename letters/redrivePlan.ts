import type { Session } from './Command.ts';
import type { DeadLetterQueue, Letter, SourceQueue } from './core/Letter.ts';
import { labelOf } from './core/queues.ts';
import type { RedriveRequest } from './core/runs.ts';
import { printable } from './terminal/printable.ts';

/** What a redrive of one queue would do. */
export interface Plan {
  readonly queue: DeadLetterQueue;
  readonly going: readonly Letter[];
  readonly byCode: Readonly<Record<string, number>>;
  readonly quarantined: readonly Letter[];
  readonly cut: readonly Letter[];
  readonly request: RedriveRequest;
  /** Why SQS's own move task cannot do it; undefined where it does it. */
  readonly obstacle: string | undefined;
}

/** Reasons that are named at most. */
const MOST_CODES = 12;

/** Repeats what will happen, for whoever has to say yes. */
export function describePlan(
  { terminal }: Session,
  { queue, going, byCode, quarantined, cut, request, obstacle }: Plan,
  destination: SourceQueue | undefined,
): string {
  const to =
    destination?.name ?? (queue.sources.map(({ name }) => name).join(' or ') || 'where they came from');
  const codes = Object.entries(byCode).sort(([, one], [, other]) => other - one);
  const lines = [
    terminal.paint('bold', `${going.length} letter(s) of ${labelOf(queue)}`),
    `  from  ${queue.name}`,
    `  to    ${to}`,
    ...codes
      .slice(0, MOST_CODES)
      .map(([code, count]) => `  ${String(count).padStart(6)}  ${printable(code)}`),
    ...(codes.length > MOST_CODES ? [`          and ${codes.length - MOST_CODES} more reasons`] : []),
    obstacle === undefined
      ? "  by SQS's own move task: the whole queue is meant"
      : `  batch by batch, because ${obstacle}`,
    ...paceOf(request, obstacle === undefined),
  ];
  return [...lines, ...stayingOf({ quarantined, cut, request })].join('\n');
}

/** The letters that are meant and stay all the same, and why. */
export function stayingOf({
  quarantined,
  cut,
  request,
}: Pick<Plan, 'quarantined' | 'cut' | 'request'>): string[] {
  const lines: string[] = [];
  if (quarantined.length > 0)
    lines.push(`  ${quarantined.length} stay: brought back ${request.maxRedrives} times (--release ID)`);
  if (cut.length > 0) lines.push(`  ${cut.length} stay: only the beginning of the message is left`);
  return lines;
}

function paceOf({ rate, ramp, deathLimit }: RedriveRequest, isMoveTask: boolean): string[] {
  const lines: string[] = [];
  if (rate !== undefined) lines.push(`  at ${rate} a second at most`);
  if (ramp.length > 1) lines.push(`  in stages: ${ramp.map((share) => `${share * 100} %`).join(', ')}`);
  // SQS does not look whether what it moved dies again.
  if (isMoveTask) return lines;
  const limit = 'count' in deathLimit ? `${deathLimit.count}` : `${deathLimit.share * 100} % of them`;
  lines.push(`  until ${limit} died again`);
  return lines;
}
