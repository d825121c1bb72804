import { BatchGetTracesCommand, XRayClient, type BatchGetTracesResult } from '@aws-sdk/client-xray';
import * as z from 'zod';
import type { PathLevel, PathStep, RequestPath } from '../../../model/schema.ts';
import { tracer } from '../../platform/tracer.ts';

const xray = tracer.captureAWSv3Client(new XRayClient({}));

/** Chosen: 500 steps of a few hundred bytes are far below what AppSync answers, and more than a page can show. */
const MOST_STEPS = 500;
/** Chosen: a trace of X-Ray has at most 500 kB, which are a few pages. */
const MOST_PAGES = 5;

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html. Anything else may be in it. */
const Subsegment = z.object({
  id: z.string(),
  parent_id: z.string().optional(),
  name: z.string().default(''),
  start_time: z.number(),
  end_time: z.number().optional(),
  in_progress: z.boolean().optional(),
  fault: z.boolean().optional(),
  error: z.boolean().optional(),
  throttle: z.boolean().optional(),
  origin: z.string().optional(),
  namespace: z.string().optional(),
  annotations: z.record(z.string(), z.unknown()).optional(),
  // Of a segment whose cause is another one, its id.
  cause: z
    .union([
      z.string(),
      z.object({ exceptions: z.array(z.object({ message: z.string().optional() })).optional() }),
    ])
    .optional(),
  subsegments: z.array(z.unknown()).optional(),
});

type Part = Omit<z.infer<typeof Subsegment>, 'subsegments'>;

/** What X-Ray has of a trace, as a path; null where it has nothing. */
export async function readRequestPath(traceId: string): Promise<RequestPath | null> {
  const documents: string[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page === 0 || (NextToken !== undefined && page < MOST_PAGES); page++) {
    const found: BatchGetTracesResult = await xray.send(
      new BatchGetTracesCommand({ TraceIds: [traceId], ...(NextToken !== undefined && { NextToken }) }),
    );
    for (const { Segments = [] } of found.Traces ?? [])
      documents.push(...Segments.flatMap(({ Document }) => Document ?? []));
    NextToken = found.NextToken;
  }
  return pathOf(traceId, documents);
}

/** The path that the documents of a trace's segments tell of. */
export function pathOf(traceId: string, documents: readonly string[]): RequestPath | null {
  const parts = documents.flatMap((document) => partsOf(JSON.parse(document), undefined));
  const ordered = inOrder(parts);
  const [first] = ordered;
  if (!first) return null;
  const start = Math.min(...parts.map(({ start_time }) => start_time));
  const end = Math.max(...parts.map(({ start_time, end_time = start_time }) => end_time));
  const steps = ordered.map(({ part, depth }) => stepOf(part, depth, start));
  return {
    traceId,
    operation: steps.find(({ kind }) => kind === 'request')?.name ?? first.part.name,
    startedOn: new Date(start * 1000).toISOString(),
    durationMs: milliseconds(end - start),
    level: LEVELS.findLast((level) => steps.some((step) => step.level === level)) ?? 'OK',
    steps: steps.slice(0, MOST_STEPS),
    omitted: Math.max(0, steps.length - MOST_STEPS),
  };
}

const LEVELS = ['OK', 'WARNING', 'ERROR'] as const satisfies readonly PathLevel[];

/** A segment and what is nested in it. What is none is left out. */
function partsOf(document: unknown, parentId: string | undefined): Part[] {
  const { data } = Subsegment.safeParse(document);
  if (!data) return [];
  const { subsegments = [], ...part } = data;
  const parent_id = part.parent_id ?? parentId;
  return [
    { ...part, ...(parent_id !== undefined && { parent_id }) },
    ...subsegments.flatMap((subsegment) => partsOf(subsegment, part.id)),
  ];
}

/** Each part behind the one that caused it. Parents are named by whoever sends segments, so they may be none, or in a circle. */
function inOrder(parts: readonly Part[]): { readonly part: Part; readonly depth: number }[] {
  const left = new Map(parts.map((part) => [part.id, part]));
  const children = Map.groupBy(left.values(), ({ parent_id = '' }) => parent_id);
  const byStart = (list: readonly Part[]) => list.toSorted((one, other) => one.start_time - other.start_time);
  const ordered: { part: Part; depth: number }[] = [];
  const visit = (part: Part, depth: number) => {
    if (!left.delete(part.id)) return;
    ordered.push({ part, depth });
    for (const child of byStart(children.get(part.id) ?? [])) visit(child, depth + 1);
  };
  const known = new Set(left.keys());
  for (const part of byStart(parts.filter(({ parent_id = '' }) => !known.has(parent_id)))) visit(part, 0);
  // A circle has no beginning.
  for (const part of byStart([...left.values()])) visit(part, 0);
  return ordered;
}

function stepOf(part: Part, depth: number, start: number): PathStep {
  const { name, start_time, end_time, annotations = {}, cause } = part;
  const exceptions = typeof cause === 'object' ? cause.exceptions : undefined;
  return {
    depth,
    kind: text(annotations['kind']) ?? part.origin ?? part.namespace ?? 'part',
    name,
    text: text(annotations['text']) ?? (part.in_progress === true ? 'is under way' : ''),
    level: part.fault === true ? 'ERROR' : part.error === true || part.throttle === true ? 'WARNING' : 'OK',
    reason: text(annotations['reason']) ?? exceptions?.find(({ message }) => message)?.message ?? null,
    atMs: milliseconds(start_time - start),
    durationMs:
      annotations['moment'] === true || end_time === undefined ? null : milliseconds(end_time - start_time),
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 1000) : undefined);

/** X-Ray's seconds are fractions, which do not add up exactly. */
const milliseconds = (seconds: number) => Math.round(seconds * 1e6) / 1e3;
