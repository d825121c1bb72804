import type { Kind } from './kinds.ts';

/** One thing to be asked for, checked as far as that can be done here. */
export interface Entry {
  /** Of the file, from 1; the first of several. */
  readonly line: number;
  /** The last of several. @default line */
  readonly lastLine?: number;
  readonly kind: Kind;
  /** As the mutation takes it. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** Something that was not accepted, here or by the API. */
export interface Refusal {
  readonly line: number;
  readonly lastLine?: number;
  /** Absent where not even that could be read. */
  readonly kind?: Kind;
  readonly errorType: string;
  readonly message: string;
  /** What can be mended and loaded again. */
  readonly value: Readonly<Record<string, unknown>>;
}

export const isRefusal = (checked: Entry | Refusal): checked is Refusal => 'errorType' in checked;
