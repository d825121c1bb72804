/** Something that has to be so, and whether it is. */
export interface Check {
  readonly claim: string;
  readonly holds: boolean;
}
