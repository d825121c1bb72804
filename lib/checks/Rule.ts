import type { Template } from './Template.ts';

/** Something every template must keep to. Its name is its file's. */
export interface Rule {
  readonly name: string;
  /** What is asked, in one sentence. */
  readonly description: string;
  /** Where, if given, this is written down. */
  readonly source?: string;
  /** What breaks it. Decides from the template alone. */
  check(template: Template): readonly Breach[];
}

export interface Breach {
  /** The resource to be mended. */
  readonly logicalId: string;
  /** The property to be mended. */
  readonly property: string;
  /** What is wrong with this one: "is 30 s, and must be 60 s". */
  readonly message: string;
}
