/** Chosen: an idle connection takes a few kilobytes, and no client of one machine needs as many. */
const MAX_CONNECTIONS = 10_000;

/** Files and sockets of the process itself: its journal, sandboxes, listening sockets and functions' own requests. Chosen. */
const RESERVED = 256;

/** GraphQL, GraphQL over TLS, and AWS. */
const SERVERS = 3;

let known: number | undefined;

/** Returns how many connections each server may hold, so that all of them leave files for the process itself. */
export function maxConnectionsOfProcess(): number {
  known ??= Math.max(16, Math.min(MAX_CONNECTIONS, Math.floor((openFilesLimit() - RESERVED) / SERVERS)));
  return known;
}

/** The system's limit of open files, which Node tells in its reports alone. Infinity where there is none. */
function openFilesLimit(): number {
  // Node's types do not know `excludeNetwork` yet; without it a report looks up the names of all peers.
  const report = process.report as typeof process.report & { excludeNetwork: boolean };
  const { excludeNetwork } = report;
  report.excludeNetwork = true;
  // The report is JSON of Node's own: https://nodejs.org/api/report.html
  const { userLimits } = report.getReport() as { userLimits?: { open_files?: { soft: unknown } } };
  report.excludeNetwork = excludeNetwork;
  const limit = Number(userLimits?.open_files?.soft);
  return Number.isNaN(limit) ? Infinity : limit;
}
