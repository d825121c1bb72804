/**
 * Whether an event matches an EventBridge pattern. Shared by rules, pipes and event source mappings.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(_pattern: unknown, _event: unknown): boolean {
  throw new Error('not written yet');
}
