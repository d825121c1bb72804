/** What a line tells. */
export interface Line {
  readonly who: string;
  /** `request`: somebody asked and was answered. `live`: a subscription delivered. `note`: what the backend did by itself. */
  readonly kind: 'request' | 'live' | 'note';
  readonly what: string;
  /** A status, a stock level, or the type of a refusal; empty where there is none. */
  readonly status: string;
  /** Such as the booking's short name, or why. @default nothing */
  readonly detail?: string;
}

/** Where the demo is watched: at most 100 columns, the same words with and without colours. */
export interface Screen {
  /** Opens a scene: what is shown and why it is hard, with time to read it. */
  scene(title: string, sentence: string): Promise<void>;
  line(line: Line): void;
  /** Plain text, indented as lines are. */
  text(text: string): void;
  /** Lets a person catch up. */
  beat(): Promise<void>;
}
