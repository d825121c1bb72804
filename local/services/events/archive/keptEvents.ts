import type { Archive, ArchivedEvent } from '../state/Archive.ts';

const DAY_MS = 86_400_000;

/** What the archive still holds; what is past its retention is forgotten on the way. */
export function keptEvents(archive: Archive, nowMs: number): readonly ArchivedEvent[] {
  if (archive.retentionDays > 0) {
    const oldest = nowMs - archive.retentionDays * DAY_MS;
    archive.events = archive.events.filter(({ ingestedAt }) => ingestedAt > oldest);
  }
  return archive.events;
}
